"""The program's own corpus: every sentence of tests/corpus in one compact file, so that a name can be tried anywhere.

`python -m tests.reading.shipped_corpus` makes it anew.
"""

import json

from handlers.reading.words.lexicon import HERE
from tests.reading.corpus import CORPUS, message_cases, toml_cases

FILE = HERE / "corpus.tsv"


def made() -> str:
    cases = [*toml_cases(CORPUS), *message_cases(CORPUS / "messages.jsonl")]
    rows = (f"{c.today}\t{c.province or ''}\t{json.dumps(c.text, ensure_ascii=False)}" for c in cases)
    return "".join(f"{row}\n" for row in dict.fromkeys(rows))


if __name__ == "__main__":
    FILE.write_text(made(), encoding="utf-8")
