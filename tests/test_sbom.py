"""The list of parts names what the lock pins, no more and no less."""

import json

from tests.sbom import wrong

LOCK = "flask==3.1.0 \\\n    --hash=sha256:00\nwaitress==3.0.2\n"


def test_each_part_that_one_of_them_lacks_is_named() -> None:
    parts = [{"name": "Flask", "version": "3.1.0"}, {"name": "waitress", "version": "3.0.1"}]
    assert wrong(json.dumps({"components": parts}), LOCK) == [
        "the lock lacks waitress==3.0.1",
        "the list lacks waitress==3.0.2",
    ]
    parts[1]["version"] = "3.0.2"
    assert wrong(json.dumps({"components": parts}), LOCK) == []
