"""ROUTES: the whole map. The first route that takes a message answers it; their order is their rank."""

from handlers import approval, chatting, correcting, helping, joining, leaving, registration, reports, whoami
from handlers.base import Route

ROUTES: tuple[Route, ...] = (
    joining.ROUTE,  # follow, unfollow, join, one-time code
    leaving.ROUTE,  # ลบข้อมูลของฉัน
    whoami.ROUTE,
    helping.ROUTE,
    registration.ROUTE,  # while a person is registering, words answer its next question
    approval.ROUTE,
    correcting.ROUTE,  # แก้เป็น, ยกเลิก, unsend, edited
    reports.ROUTE,  # last: whatever reads as a report, or as something to be asked about
    chatting.ROUTE,  # thanks and greetings
)
