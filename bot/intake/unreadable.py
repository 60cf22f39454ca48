"""Why a file is not taken in: a reason with its facts; templates/words/drafting/taking_in.py says it to a person."""


class Unreadable(Exception):
    """`why` is one of the keys of templates/words/drafting/taking_in.py; `facts` are what its sentence names."""

    def __init__(self, why: str, **facts: str | int) -> None:
        super().__init__(why)
        self.why = why
        self.facts = facts
