"""ROUTES: the whole map. The first route that takes a message answers it; their order is their rank."""

from handlers import approval, helping, joining, leaving, registration, whoami
from handlers.base import Route

ROUTES: tuple[Route, ...] = (
    joining.ROUTE,  # follow, unfollow, join, one-time code
    leaving.ROUTE,  # ลบข้อมูลของฉัน
    whoami.ROUTE,
    helping.ROUTE,
    registration.ROUTE,  # while a person is registering, words answer its next question
    approval.ROUTE,
)
