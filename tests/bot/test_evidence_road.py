"""The whole road of evidence: signed webhooks in, content over HTTP, bytes on disk, nothing left after an unsend."""

import hashlib
from collections.abc import Iterator

import pytest

from bot.commands.running.hosted_bot import HostedBot
from bot.simulator.people.world import Person
from bot.simulator.phone.pictures import A_FILM, a_photo


@pytest.fixture(scope="module")
def bot() -> Iterator[HostedBot]:
    with HostedBot(today="2018-03-15") as hosted:
        hosted.command("activate", "buriram-2561")
        yield hosted


def officer(bot: HostedBot, name: str) -> Person:
    person = bot.line.world.add_person(name)
    bot.command(
        "enroll", "--name", name, "--role", "officer", "--province", "บุรีรัมย์", "--district", "บ้านกรวด",
        "--line-user", person.user_id,
    )  # fmt: skip
    return person


def said(bot: HostedBot, person: Person) -> list[str]:
    bot.wait_idle()
    entries = [e for e in bot.line.world.chat(person.user_id) if e.who == "bot"]
    return [str(e.message.get("altText") or e.message.get("text")) for e in entries]


def kept(bot: HostedBot, picture: bytes) -> bool:
    return bot.service.store.blobs.get(hashlib.sha256(picture).hexdigest()) == picture


def test_a_shuffled_set_is_one_question_and_every_photo_is_on_disk(bot: HostedBot) -> None:
    person = officer(bot, "ก")
    pictures = [a_photo(n) for n in range(10, 14)]
    bot.line.phone.photo(person, pictures, shuffle=7)
    (question,) = said(bot, person)
    assert question.startswith("ได้รับรูป 4 รายการแล้วค่ะ")
    assert all(kept(bot, p) for p in pictures)  # before anybody has answered
    bot.line.phone.text(person, "2")
    assert "แนบหลักฐานแล้ว: รูป 4 (ขั้น 1)" in said(bot, person)[-1]


def test_photos_sent_one_after_the_other_are_one_bundle(bot: HostedBot) -> None:
    person = officer(bot, "ข")
    for n in (20, 21):
        bot.line.phone.photo(person, [a_photo(n)])
    assert len(said(bot, person)) == 1
    bot.line.phone.text(person, "1")
    assert "แนบหลักฐานแล้ว: รูป 2 (ทั้งตัวชี้วัด)" in said(bot, person)[-1]
    bot.line.phone.photo(person, [a_photo(22)])  # after the answer: one of its own, for the same place
    assert "แนบหลักฐานแล้ว: รูป 1 (ทั้งตัวชี้วัด)" in said(bot, person)[-1]


def test_a_redelivered_photo_has_no_second_effect(bot: HostedBot) -> None:
    person = officer(bot, "ค")
    bot.line.phone.photo(person, [a_photo(30)])
    bot.line.phone.redeliver(person.user_id)
    assert len(said(bot, person)) == 1
    found = bot.service.store.people.by_line(person.user_id)
    assert found is not None
    assert len(bot.service.store.evidence.unplaced(found.id, 0)) == 1


def test_a_film_that_line_prepares_for_a_while_is_kept_when_it_comes(bot: HostedBot) -> None:
    person = officer(bot, "ง")
    bot.line.phone.media(person, "video", A_FILM, "video/mp4", ready_in=1.2)
    said(bot, person)
    assert kept(bot, A_FILM)


def test_after_an_unsend_the_bytes_are_gone_unless_another_needs_them(bot: HostedBot) -> None:
    person, other = officer(bot, "จ"), officer(bot, "ฉ")
    for who in (person, other):
        bot.line.phone.photo(who, [a_photo(40)])
        bot.wait_idle()
    for who, left in ((person, True), (other, False)):
        photo = next(e for e in bot.line.world.chat(who.user_id) if e.message["type"] == "image")
        bot.line.phone.unsend(who, photo.id)
        bot.wait_idle()
        assert kept(bot, a_photo(40)) is left


def test_a_photo_from_outside_line_is_never_fetched(bot: HostedBot) -> None:
    person = officer(bot, "ช")
    bot.line.phone.photo(person, [a_photo(50)], external=f"{bot.line.url}/somewhere")
    assert said(bot, person) == ["รูปนี้ไม่ได้เก็บอยู่ใน LINE (ส่งมาจากแอปอื่น) จึงเก็บเป็นหลักฐานไม่ได้ค่ะ โปรดส่งรูปจากเครื่องโดยตรง"]
    assert not kept(bot, a_photo(50))
    assert not any("somewhere" in str(call.get("path")) for call in bot.line.world.calls)
