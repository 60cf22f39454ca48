"""The pages' part of the contract: links are used once, sessions end, deeds stay, appointments replace each other."""

from datetime import date

import pytest

from bot.store import Store
from bot.store.post.pictures import LIVES
from bot.store.retention import DAY, sweep
from handlers.desk.deeds import Deed


def _open(store: Store) -> None:
    """What somebody can do who owns the database."""
    for name in ("trail_stays", "trail_goes"):
        store.db.execute(f"DROP TRIGGER {name}" + ("" if store.db.name == "sqlite" else " ON trail"))


class PagesContract:
    def test_what_was_asked_back_is_counted_by_reason_for_the_own_provinces_alone(self, store: Store) -> None:
        with store.db.transaction():
            store.unread.note(event_id="e1", reason="no_unit", province="บุรีรัมย์", at=10)
            store.unread.note(event_id="e2", reason="no_unit", province="บุรีรัมย์", at=11)
            store.unread.note(event_id="e3", reason="hedge", province="ชัยภูมิ", at=11)
            store.unread.note(event_id="e4", reason="corrected", province="บุรีรัมย์", at=12)
        assert store.unread.share(0, 20, ["บุรีรัมย์"], ["buriram-2561"]) == ({"no_unit": 2}, 2)
        assert store.unread.share(0, 11, ["บุรีรัมย์", "ชัยภูมิ"], []) == ({"no_unit": 1}, 1)
        assert store.unread.share(0, 20, [], []) == ({}, 0)

    def test_a_picture_is_kept_once_under_an_address_that_the_database_does_not_hold(self, store: Store) -> None:
        with store.db.transaction():
            store.pictures.keep(token="secret", svg="<svg/>", expires=100)
            store.pictures.keep(token="secret", svg="<svg>another</svg>", expires=200)  # the message handled again
        assert store.pictures.find("secret") == {"svg": "<svg/>", "expires": 100}
        assert store.pictures.find("other") is None
        assert "secret" not in str(store.db.query("SELECT * FROM pictures"))
        with store.db.transaction():  # long after it has expired it goes
            store.pictures.keep(token="later", svg="<svg/>", expires=100 + 2 * LIVES + 1)
        assert store.pictures.find("secret") is None

    def test_a_link_is_used_once_and_expires(self, store: Store) -> None:
        with store.db.transaction():
            store.visits.give_link(token="a", person=7, path="/x", expires=100)
            store.visits.give_link(token="b", person=7, path="/x", expires=100)
        assert store.visits.link("a", 99) is not None
        with store.db.transaction():
            assert store.visits.use("a", 99) == {"person": 7, "path": "/x"}
            assert store.visits.use("a", 99) is None
            assert store.visits.use("b", 100) is None
        assert store.visits.link("a", 99) is None
        assert store.visits.link("b", 100) is None

    def test_the_database_keeps_no_link_that_could_be_used(self, store: Store) -> None:
        with store.db.transaction():
            store.visits.give_link(token="secret-words", person=7, path="/", expires=100)
        assert "secret-words" not in str(store.db.query("SELECT * FROM links"))

    def test_a_session_is_one_persons_until_it_ends(self, store: Store) -> None:
        with store.db.transaction():
            store.visits.begin(session="s", person=7, now=0)
        assert store.visits.person("s", 1) == 7
        assert store.visits.person("s", 8 * 3600 * 1000) is None
        assert store.visits.person("t", 1) is None
        with store.db.transaction():
            store.visits.end(session="s")
        assert store.visits.person("s", 1) is None

    def test_one_person_at_a_time_has_a_duty(self, store: Store) -> None:
        place = {"agreement": "a", "district": "บ้านกรวด", "indicator": "i", "duty": "responsible"}
        with store.db.transaction():
            store.sharing.appoint(**place, person=1)
            store.sharing.appoint(**place, person=2)
        assert [row["person"] for row in store.sharing.of_agreement("a")] == [2]
        assert store.sharing.of_person(1) == []
        with store.db.transaction():
            store.sharing.dismiss(**place)
        assert store.sharing.of_agreement("a") == []

    def test_a_share_of_a_target_is_set_again_and_taken_away(self, store: Store) -> None:
        place = {"agreement": "a", "district": None, "indicator": "i", "input": "x", "holder": "บ้านหนอง"}
        for amount in ("5", "7.25"):
            with store.db.transaction():
                store.sharing.share(**place, amount=amount, by=1, at=1)
        assert store.sharing.shares("a", None) == [
            {"indicator": "i", "input": "x", "holder": "บ้านหนอง", "amount": "7.25"}
        ]
        with store.db.transaction():
            store.sharing.unshare(**place)
        assert store.sharing.shares("a", None) == []

    def test_deeds_stay_in_their_order(self, store: Store) -> None:
        with store.db.transaction():
            for n, deed in enumerate(("certified", "returned", "answered")):
                store.signing.sign(
                    agreement="a", district="ก", about="results", deed=deed, person=n, note="เพราะ", at=n
                )
            store.signing.log_round(agreement="a", deed="closed", person=1, why="", snapshot="{}", hash="h", at=9)
        assert [row["deed"] for row in store.signing.of("a", "ก", "results")] == ["certified", "returned", "answered"]
        assert [row["hash"] for row in store.signing.rounds("a")] == ["h"]

    def test_a_province_has_settings_and_its_own_names(self, store: Store) -> None:
        with store.db.transaction():
            store.wishes.set(province="บุรีรัมย์", name="sign_off", value="on", by=1, at=1)
            store.wishes.set(province="บุรีรัมย์", name="sign_off", value="off", by=1, at=2)
            store.wishes.call(province="บุรีรัมย์", kind="topic", alias="ของดี", means="otop_income", by=1, at=1)
            store.wishes.call(province="บุรีรัมย์", kind="district", alias="กรวด", means="บ้านกรวด", by=1, at=1)
        assert store.wishes.settings("บุรีรัมย์") == {"sign_off": "off"}
        assert store.wishes.settings("ชัยภูมิ") == {}
        assert [row["alias"] for row in store.wishes.aliases("บุรีรัมย์", "topic")] == ["ของดี"]
        with store.db.transaction():
            store.wishes.uncall(province="บุรีรัมย์", kind="topic", alias="ของดี")
        assert [row["alias"] for row in store.wishes.aliases("บุรีรัมย์")] == ["กรวด"]

    def test_a_certified_round_satisfies_its_deadline_until_it_is_returned(self, store: Store) -> None:
        place = {"agreement": "a", "district": "บ้านกรวด", "about": "results"}
        signed = []
        for at, deed in enumerate(("certified", "returned", "answered", "certified", "verified")):
            with store.db.transaction():
                store.signing.sign(**place, deed=deed, person=7, at=at)
            signed.append(("a", "บ้านกรวด") in store.duties.results(["a"], "บ้านกรวด").signed)
        assert signed == [True, False, False, True, True]

    def test_the_trail_is_a_chain_and_tells_where_it_was_touched(self, store: Store) -> None:
        with store.db.transaction():
            store.rounds.activate(agreement="a", province="บุรีรัมย์", at=0)
        for n in range(5):
            with store.db.transaction():
                store.trail.add(Deed("value", "a", detail=f"x = {n}"), way="page", by=7, at=n)
        with store.db.transaction():
            store.trail.add(Deed("approve", whom=9, province="ชัยนาท"), way="chat", by=8, at=9)
        assert store.trail.broken() is None
        rows = store.trail.seen("บุรีรัมย์")
        assert [row["detail"] for row in rows] == [f"x = {n}" for n in (4, 3, 2, 1, 0)]
        assert [row["before"] for row in rows] == [*(row["hash"] for row in rows[1:]), ""]
        assert [row["deed"] for row in store.trail.seen("", "approve")] == ["approve"]
        for sql in ("UPDATE trail SET detail = 'x = 9' WHERE at = 3", "DELETE FROM trail WHERE at = 3",
                    "DELETE FROM trail WHERE at < 2"):  # fmt: skip
            with pytest.raises(Exception, match="trail: rows are only added"), store.db.transaction():
                store.db.execute(sql)
        with store.db.transaction():  # the oldest have had their time
            assert store.trail.let_go(2) == 2
        assert [store.trail.broken(), len(store.trail.seen("บุรีรัมย์"))] == [None, 3]
        with store.db.transaction():
            _open(store)
            store.db.execute("UPDATE trail SET detail = 'x = 9' WHERE at = 3")
        assert store.trail.broken() == rows[1]["seq"]
        with store.db.transaction():
            store.db.execute("DELETE FROM trail WHERE at = 3")
        assert store.trail.broken() == rows[0]["seq"]
        with store.db.transaction():
            store.db.execute("DELETE FROM trail WHERE at <= 3")
        assert store.trail.broken() == rows[0]["seq"]  # what went before its time is missed as well

    def test_the_trail_goes_on_where_all_of_it_had_its_time(self, store: Store) -> None:
        for at in (9, 5, 10):  # of a clock that was set back: only what is older than all after it goes
            with store.db.transaction():
                store.trail.add(Deed("value", detail=str(at)), way="page", by=7, at=at)
        with store.db.transaction():
            assert [store.trail.let_go(6), store.trail.let_go(10)] == [0, 2]
        assert sweep(store, 11 + 5 * 365 * DAY, date(2026, 12, 31), 5) == {}  # five years of which one was a leap year
        assert sweep(store, 11 + 1826 * DAY, date(2026, 12, 31), 5) == {"who did what": 1}
        with store.db.transaction():
            store.trail.add(Deed("value", detail="next"), way="page", by=7, at=12)
        assert store.trail.broken() is None
        assert [row["detail"] for row in store.trail.seen("")] == ["next"]
        assert store.trail.seen("")[0]["before"] != ""

    def test_all_sessions_and_links_of_a_person_end_at_once(self, store: Store) -> None:
        with store.db.transaction():
            for n in range(3):
                store.visits.begin(session=f"s{n}", person=7, now=n)
            store.visits.begin(session="other", person=8, now=0)
            store.visits.give_link(token="l", person=7, path="/", expires=100)
        assert store.visits.open_of(7, 3) == [0, 1, 2]
        with store.db.transaction():
            store.visits.end_all(person=7)
        assert [store.visits.person(s, 1) for s in ("s0", "s1", "s2", "other")] == [None, None, None, 8]
        assert store.visits.open_of(7, 3) == []
        assert store.visits.link("l", 1) is None
