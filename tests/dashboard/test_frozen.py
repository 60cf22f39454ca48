"""After closing the frozen scores are what is shown, on pages, print and in chat; amendments are shown as such."""

from tests.dashboard.conftest import Office

B, DISTRICT = "buriram-2561", "คูเมือง"
SUPERVISOR = "นภา ผู้กำกับ"


def close(office: Office) -> None:
    assert office.visitor(SUPERVISOR).send(f"/p/{B}/sign", f"/p/{B}/close", sure="ปิดรอบ").status_code == 303
    office.book.refresh()


def amend(office: Office) -> None:
    """12 of 14 (level 3) becomes 13 of 14 = 92.86 % (level 4)."""
    office.report(DISTRICT, "function/4", "access_percent", {"num": "13", "den": "14"}, by=SUPERVISOR)


def test_pages_show_the_closing_and_name_the_amendment(office: Office) -> None:
    close(office)
    amend(office)
    visitor = office.visitor(SUPERVISOR)
    for path in (f"/d/{B}/{DISTRICT}", f"/d/{B}/{DISTRICT}/function/4", f"/p/{B}/i/function/4"):
        assert "85.71%" in visitor.see(path), path
    assert "92.86%" not in visitor.see(f"/d/{B}/{DISTRICT}")
    assert "เปลี่ยนหลังปิดรอบ คูเมือง เข้าถึงแหล่งทุน 3 → 4" in visitor.see(f"/p/{B}/sign")


def test_reopened_it_shows_what_stands(office: Office) -> None:
    close(office)
    amend(office)
    office.visitor(SUPERVISOR).send(f"/p/{B}/sign", f"/p/{B}/reopen", why="แก้ไข")
    office.book.refresh()
    assert "92.86%" in office.visitor(SUPERVISOR).see(f"/d/{B}/{DISTRICT}")
