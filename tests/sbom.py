"""Whether the list of parts names exactly what the lock pins: `python -m tests.sbom sbom.json requirements.txt`."""

import json
import re
import sys
from pathlib import Path


def wrong(sbom: str, lock: str) -> list[str]:
    """What one has and the other lacks."""
    listed = {f"{part['name'].lower()}=={part['version']}" for part in json.loads(sbom)["components"]}
    pinned = {
        f"{name.lower()}=={version}" for name, version in re.findall(r"^([\w.-]+)==([\w.+!]+)", lock, re.MULTILINE)
    }
    return [f"the lock lacks {one}" for one in sorted(listed - pinned)] + [
        f"the list lacks {one}" for one in sorted(pinned - listed)
    ]


if __name__ == "__main__":
    found = wrong(Path(sys.argv[1]).read_text("utf-8"), Path(sys.argv[2]).read_text("utf-8"))
    print(*(found or ["the list of parts and the lock agree"]), sep="\n")
    sys.exit(1 if found else 0)
