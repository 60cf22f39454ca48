"""What a person must look at on the paper, because no line of text can show it."""


class Asked:
    """Gathered while a file is read: the reason (a key of LOOK in templates/words/drafting) and where it stands."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []

    def add(self, why: str, where: str) -> None:
        if (why, where) not in self.found:
            self.found.append((why, where))
