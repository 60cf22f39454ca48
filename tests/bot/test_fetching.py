"""Claims about fetching: real content over the loopback API, whatever LINE answers, into a real store on disk."""

import json
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.config import load_settings
from bot.post import fetching
from bot.post.fetching import Fetching
from bot.post.line import Line
from bot.simulator.api.faults import Fault
from bot.simulator.people.world import Content
from bot.simulator.phone.pictures import A_FILM, a_photo
from bot.simulator.server import Simulator
from bot.store import Store, open_store
from bot.store.engine import Row
from handlers.evidence.marking import note
from scoring.results.facts import Fact
from scoring.results.pieces import LIMIT, Piece, Place

HERE = Place("buriram-2561", "บ้านกรวด", "function/3", 1)
NOW = fetching.milliseconds()


class Desk:
    """A store, a loopback LINE, and what stands between them."""

    def __init__(self, folder: Path, line: Simulator, url: str = "") -> None:
        url = url or f"sqlite:///{folder}/radap.db"
        self.simulator = line
        self.store: Store = open_store(url, folder)
        self.store.migrate()
        settings = load_settings({"DATABASE_URL": url, "DATA_DIR": str(folder)}, line_needed=False)
        api = Line("a-token", line.url)
        api.warm()  # on a fresh environment the SDK takes many seconds to compile, and a fetch would seem old
        self.fetching = Fetching(settings, self.store, api)
        with self.store.db.transaction():
            self.person = self.store.people.enroll(
                name="สมชาย", province="บุรีรัมย์", role="officer", districts=("บ้านกรวด",), group="",
                line_user="U" + "1" * 32, at=0,
            )  # fmt: skip
            self.store.db.execute("UPDATE people SET state = 'active'")

    def sent(self, id: str, data: bytes | None, *, kind: str = "image", bundle: str = "b", **content: Any) -> None:
        if data is not None:
            self.simulator.world.contents[f"m-{id}"] = Content(data, "application/octet-stream", kind, **content)
        one = Piece(id, kind, "waiting", f"m-{id}", id, self.person, NOW, bundle, HERE)
        with self.store.db.transaction():
            self.store.evidence.add(piece=one)

    def fetch(self, id: str, *, attempts: int = 0, created: int | None = None) -> tuple[str, str, int]:
        row: Row = {
            "id": f"o-{id}", "target": f"m-{id}", "body": json.dumps({"evidence": id}), "attempts": attempts,
            "created": fetching.milliseconds() if created is None else created,
        }  # fmt: skip
        return self.fetching.fetch(row)

    def piece(self, id: str) -> Piece:
        found = self.store.evidence.piece(id)
        assert found is not None
        return found

    def told(self) -> list[str]:
        """What was put on its way to the sender."""
        rows = self.store.db.query("SELECT body FROM outbox WHERE kind = 'push' AND state = 'waiting' ORDER BY created")
        return [m["text"] for row in rows for m in json.loads(row["body"])]

    def removals(self) -> list[Row]:
        return self.store.db.query("SELECT * FROM outbox WHERE kind = 'fetch' AND state = 'waiting'")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Simulator(secret="a-secret", token="a-token") as line:
        made = Desk(tmp_path, line)
        yield made
        made.store.close()


def test_a_photo_is_kept_by_its_hash(desk: Desk) -> None:
    desk.sent("e1", a_photo(1))
    assert desk.fetch("e1") == ("done", f"image/png {len(a_photo(1))}", 0)
    kept = desk.piece("e1")
    assert (kept.state, kept.media, kept.size) == ("kept", "image/png", len(a_photo(1)))
    assert kept.hash is not None
    assert desk.store.blobs.get(kept.hash) == a_photo(1)
    assert desk.fetch("e1") == ("done", "nobody waits for it", 0)
    assert desk.told() == []


def test_the_same_photo_from_two_messages_is_stored_once(desk: Desk) -> None:
    for id in ("e1", "e2"):
        desk.sent(id, a_photo(1))
        desk.fetch(id)
    assert desk.piece("e1").hash == desk.piece("e2").hash
    assert len(desk.store.blobs.hashes()) == 1


def test_while_line_prepares_it_is_tried_again(desk: Desk) -> None:
    desk.sent("e1", A_FILM, kind="video", ready_at=desk.simulator.world.clock() + 3600)
    assert desk.fetch("e1") == ("later", "202 LINE is still preparing it", 1_000)
    assert desk.fetch("e1", created=NOW - 60_000) == ("later", "202 LINE is still preparing it", 5_000)
    assert desk.fetch("e1", created=NOW - 600_000) == ("later", "202 LINE is still preparing it", 30_000)
    assert desk.piece("e1").state == "waiting"
    desk.simulator.world.contents["m-e1"].ready_at = 0
    assert desk.fetch("e1")[0] == "done"
    assert (desk.piece("e1").kind, desk.piece("e1").media) == ("video", "video/mp4")


def test_what_line_never_gives_is_given_up_and_said(desk: Desk) -> None:
    desk.sent("e1", A_FILM, kind="video", ready_at=desk.simulator.world.clock() + 3600)
    assert desk.fetch("e1", created=NOW - 23 * 3600 * 1000) == ("gone", "LINE did not give it in time", 0)
    assert (desk.piece("e1").state, desk.piece("e1").detail) == ("gone", "gone")
    assert desk.told() == ["วิดีโอที่ส่งมา ดึงจาก LINE มาเก็บไม่ได้แล้วค่ะ โปรดส่งใหม่อีกครั้ง"]


def test_after_an_unsend_nothing_is_kept_and_nothing_said(desk: Desk) -> None:
    desk.sent("e1", a_photo(1), gone=True)
    assert desk.fetch("e1") == ("gone", "410 unsent", 0)
    assert desk.piece("e1").state == "withdrawn"
    assert desk.told() == []


def test_what_line_does_not_know_is_said(desk: Desk) -> None:
    desk.sent("e1", None)
    assert desk.fetch("e1") == ("gone", "status 404", 0)
    assert desk.told() == ["รูปที่ส่งมา ดึงจาก LINE มาเก็บไม่ได้แล้วค่ะ โปรดส่งใหม่อีกครั้ง"]


@pytest.mark.parametrize(
    ("kind", "record"),
    [("500", "status 500"), ("429-rate", "status 429"), ("401", "status 401"), ("close", "ProtocolError")],
)
def test_a_failing_line_is_asked_again_ever_less_often(desk: Desk, kind: str, record: str) -> None:
    desk.sent("e1", a_photo(1))
    desk.simulator.api.faults.add(Fault("content", kind, times=2))
    assert desk.fetch("e1") == ("later", record, 1_000)
    assert desk.fetch("e1", attempts=4) == ("later", record, 16_000)
    assert desk.fetch("e1", attempts=20)[0] == "done"


def test_a_line_that_cannot_be_reached_is_asked_again(desk: Desk) -> None:
    desk.sent("e1", a_photo(1))
    desk.fetching.line = Line("a-token", "http://127.0.0.1:9")
    outcome, record, wait = desk.fetch("e1", attempts=30)
    assert (outcome, record, wait) == ("later", "NewConnectionError", 300_000)


def test_what_is_too_large_is_never_read_to_its_end(desk: Desk) -> None:
    desk.sent("e1", b"%PDF-" + bytes(LIMIT), kind="file")
    assert desk.fetch("e1") == ("gone", f"more than {LIMIT} bytes", 0)
    assert desk.piece("e1").detail == "size"
    assert desk.store.blobs.hashes() == set()
    assert desk.told() == ["ไฟล์ที่ส่งมา ใหญ่เกิน 20 MB จึงไม่ได้เก็บค่ะ โปรดย่อหรือแบ่งไฟล์แล้วส่งใหม่"]


class Stream:
    """Bytes without end, as a server that does not say how many it sends."""

    def __init__(self) -> None:
        self.read_so_far, self.closed = 0, False

    def read(self, size: int) -> bytes:
        self.read_so_far += size
        return bytes(size)

    def close(self) -> None:
        self.closed = True


def test_of_an_endless_stream_no_more_than_the_limit_is_read() -> None:
    stream = Stream()
    with pytest.raises(fetching.TooLarge):
        fetching.read(stream, LIMIT)
    assert stream.closed
    assert stream.read_so_far <= LIMIT + fetching.CHUNK


def test_exactly_the_limit_is_kept(desk: Desk) -> None:
    content = b"%PDF-" + bytes(LIMIT - 5)
    desk.sent("e1", content, kind="file")
    assert desk.fetch("e1") == ("done", f"application/pdf {LIMIT}", 0)


def test_many_large_ones_at_once_wait_for_room(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MOST_AT_ONCE", 1000)
    desk.sent("big", b"%PDF-" + bytes(2000), kind="file")
    assert desk.fetch("big") == ("later", "too much at once", 500)
    desk.sent("small", a_photo(1))
    assert desk.fetch("small")[0] == "done"
    assert desk.fetching._held == 0


def test_a_file_that_is_not_what_it_seems_is_refused_once_for_a_bundle(desk: Desk) -> None:
    for id in ("e1", "e2"):
        desk.sent(id, b"MZ\x90\x00 a program", kind="file")
        assert desk.fetch(id) == ("gone", "not a kind that is kept", 0)
    assert desk.store.blobs.hashes() == set()
    assert desk.told() == [
        "ไฟล์ที่ส่งมา เป็นไฟล์ชนิดที่เก็บเป็นหลักฐานไม่ได้ค่ะ รับรูป (JPEG, PNG) PDF Word Excel PowerPoint (.docx .xlsx .pptx) "
        "วิดีโอ MP4 เสียง M4A และตำแหน่ง ไม่เกิน 20 MB"
    ]


def marked(desk: Desk) -> list[str]:
    return [s.fact for s in desk.store.ledger.standing("buriram-2561", "บ้านกรวด")]


def mark(desk: Desk) -> None:
    fact = Fact(
        "f1", "flag", "buriram-2561", "บ้านกรวด", "function/3", "e1", True, date(2018, 3, 15), NOW,
        person=desk.person, event_id="e1", note=note(1),
    )  # fmt: skip
    with desk.store.db.transaction():
        desk.store.ledger.record(fact=fact, now=NOW)


def test_a_step_that_a_refused_file_had_marked_is_withdrawn_with_it(desk: Desk) -> None:
    desk.sent("e1", b"MZ\x90\x00 a program", kind="file")
    mark(desk)
    assert marked(desk) == ["f1"]
    desk.fetch("e1")
    assert marked(desk) == []
    assert desk.told()[0].endswith("ขั้นที่นับจากหลักฐานนี้จึงถูกถอนไว้ก่อน")
    withdrawal = desk.store.ledger.replaced_by("f1")
    assert withdrawal is not None
    assert withdrawal.note == "withdrawn"


def test_a_step_stays_marked_while_another_piece_shows_it(desk: Desk) -> None:
    desk.sent("e1", b"MZ\x90\x00 a program", kind="file")
    desk.sent("e2", a_photo(1))
    mark(desk)
    desk.fetch("e2")
    desk.fetch("e1")
    assert marked(desk) == ["f1"]
    assert not desk.told()[0].endswith("ถูกถอนไว้ก่อน")


# bytes are removed after the commit


def test_unsent_bytes_are_removed_and_shared_ones_stay(desk: Desk) -> None:
    for id in ("e1", "e2"):
        desk.sent(id, a_photo(1))
        desk.fetch(id)
    hash = desk.piece("e1").hash
    assert hash is not None
    for id, record, left in (("e1", "still needed", a_photo(1)), ("e2", "removed", None)):
        with desk.store.db.transaction():
            desk.store.evidence.unsend(message_id=f"m-{id}")
        (row,) = desk.removals()
        assert desk.fetching.fetch(row) == ("done", record, 0)
        with desk.store.db.transaction():
            desk.store.outbox.finish(row["id"], "sent", NOW)
        assert desk.store.blobs.get(hash) == left


def test_what_is_unsent_while_it_is_fetched_leaves_no_bytes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.sent("e1", a_photo(1))
    kept = desk.store.evidence.keep

    def unsent_meanwhile(**given: Any) -> bool:
        desk.store.evidence.unsend(message_id="m-e1")
        return kept(**given)

    monkeypatch.setattr(desk.store.evidence, "keep", unsent_meanwhile)
    assert desk.fetch("e1")[0] == "done"
    assert desk.piece("e1").state == "withdrawn"
    assert desk.store.blobs.hashes() == set()


def test_the_same_photo_unsent_and_sent_by_many_threads_is_never_lost(desk: Desk) -> None:
    """Somebody removes the bytes while somebody else keeps the same ones: whoever names them has them."""
    ids = [f"e{n}" for n in range(12)]
    for id in ids:
        desk.sent(id, a_photo(1), bundle=id)
    faults: list[BaseException] = []

    def work(id: str, n: int) -> None:
        try:
            desk.fetch(id)
            if n % 2:
                with desk.store.db.transaction():
                    desk.store.evidence.unsend(message_id=f"m-{id}")
                for row in desk.removals():
                    desk.fetching.fetch(row)
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=work, args=(id, n)) for n, id in enumerate(ids)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert faults == []
    hash = desk.piece("e0").hash
    assert hash is not None
    assert desk.store.blobs.get(hash) == a_photo(1)


@pytest.mark.postgres
def test_on_postgresql_the_bytes_lie_in_the_database(postgres_url: str, tmp_path: Path) -> None:
    with Simulator(secret="a-secret", token="a-token") as line:
        desk = Desk(tmp_path, line, postgres_url)
        for id in ("e1", "e2"):
            desk.sent(id, a_photo(1))
            assert desk.fetch(id)[0] == "done"
        assert not (tmp_path / "evidence").exists()
        hash = desk.piece("e1").hash
        assert hash is not None
        desk.sent("e3", b"MZ\x90\x00 a program", kind="file")
        assert desk.fetch("e3") == ("gone", "not a kind that is kept", 0)
        for id, left in (("e1", a_photo(1)), ("e2", None)):
            with desk.store.db.transaction():
                desk.store.evidence.unsend(message_id=f"m-{id}")
            (row,) = desk.removals()
            desk.fetching.fetch(row)
            with desk.store.db.transaction():
                desk.store.outbox.finish(row["id"], "sent", NOW)
            assert desk.store.blobs.get(hash) == left
        desk.store.close()
