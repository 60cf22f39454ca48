"""The pages' part of the contract: links are used once, sessions end, deeds stay, appointments replace each other."""

from bot.store import Store


class PagesContract:
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
