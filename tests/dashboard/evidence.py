"""A photo as the office keeps it: its bytes under their hash, and the row that says what it is evidence of."""

import hashlib

from tests.dashboard.conftest import Office

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def attach(
    office: Office, id: str, district: str, indicator: str, *, level: int | None = None, name: str = "ภาพ.png",
    content: bytes = PNG, media: str = "image/png", by: str = "สมชาย บ้านกรวด", verified: bool = False,
    event: str = "e-photo",
) -> str:  # fmt: skip
    hash = hashlib.sha256(content).hexdigest()
    with office.store.db.transaction():
        office.store.blobs.put(hash, content)
        office.store.db.execute(
            """INSERT INTO evidence (id, agreement, district, indicator, level, kind, name, hash, size, media, state,
                                     event_id, person, at, verified_by)
               VALUES (?, 'buriram-2561', ?, ?, ?, 'image', ?, ?, ?, ?, 'kept', ?, ?, 1521500000000, ?)""",
            [id, district, indicator, level, name, hash, len(content), media, event, office.people[by],
             office.people["นภา ผู้กำกับ"] if verified else None],
        )  # fmt: skip
    return hash
