"""The deadlines of the five documents and the holidays of their rounds, typed by hand: what is checked against.

way: "word" is closed by "ทำแล้ว"; anything else is the indicator and input whose report closes it. A round's end asks
for every indicator: "*".
"""

from datetime import date
from typing import NamedTuple


class Asked(NamedTuple):
    day: date
    duty: str
    role: str  # officer, head: each district; owner, supervisor: the province
    way: str
    since: date  # a report of this day or later (and, for a month, up to `until`) closes it
    until: date | None = None


class Round(NamedTuple):
    agreement: str
    province: str
    first: date
    last: date  # until here the test looks
    asked: tuple[Asked, ...]
    indicators: dict[str, str]  # of a round's end: indicator -> one of its inputs
    not_in: dict[str, tuple[str, ...]]  # indicator -> districts that have it (others do not); absent: all
    holidays: tuple[date, ...]
    owners_report: bool = False  # the province's own row is scored too


def _d(text: str) -> date:
    return date.fromisoformat(text)


def _holidays(text: str) -> tuple[date, ...]:
    return tuple(_d(day) for day in text.split())


# Chaiyaphum 2562: line 20 (meeting 28 February), 94 (a report every quarter), 58 (the round ends on 31 March)
CHAIYAPHUM = Round(
    "chaiyaphum-2562-1",
    "ชัยภูมิ",
    _d("2018-12-20"),
    _d("2019-04-12"),
    (
        Asked(_d("2018-12-31"), "women-fund-report", "officer", "individual/6 reports_per_quarter_min",
              _d("2018-10-01"), _d("2018-12-31")),
        Asked(_d("2019-02-28"), "meeting", "officer", "word", _d("2018-10-01")),
        Asked(_d("2019-03-31"), "women-fund-report", "officer", "individual/6 reports_per_quarter_min",
              _d("2019-01-01"), _d("2019-03-31")),
        Asked(_d("2019-03-31"), "round-end", "officer", "*", _d("2018-10-01")),
        Asked(_d("2019-03-31"), "round-end", "owner", "*", _d("2018-10-01")),
    ),
    {
        "team/1": "budget_percent", "team/2": "plan_percent", "team/3": "dpis_percent",
        "individual/1": "people_percent", "individual/2": "bpm_percent", "individual/3": "s2",
        "individual/4": "s1",
        "individual/5": "otop_percent", "individual/6": "q2_percent", "individual/7": "hh_percent",
    },
    {},
    _holidays("2018-12-10 2018-12-31 2019-01-01 2019-02-19 2019-04-08 2019-04-15 2019-04-16"),
    owners_report=True,
)  # fmt: skip

# Nong Khai 2565: line 38 (recorded by 4 March), 86 (evidence by 4 March), 65 (the round ends on 31 March)
NONG_KHAI = Round(
    "nongkhai-2565-1",
    "หนองคาย",
    _d("2022-02-18"),
    _d("2022-04-12"),
    (
        Asked(_d("2022-03-04"), "record", "officer", "word", _d("2021-10-01")),
        Asked(_d("2022-03-04"), "transparency-evidence", "officer", "team/3 evidence_sent_date", _d("2021-10-01")),
        Asked(_d("2022-03-31"), "round-end", "officer", "*", _d("2021-10-01")),
    ),
    {
        "team/1": "budget_percent", "team/2": "plan_percent", "team/3": "s1", "individual/1": "poor_percent",
        "individual/2": "s1", "individual/3": "bpm_percent", "individual/4": "s1", "individual/5": "x",
        "individual/6": "x", "individual/7": "x", "individual/8": "x",
    },
    {},
    _holidays("2022-04-06 2022-04-13 2022-04-14 2022-04-15"),
)  # fmt: skip

# Sa Kaeo 2567: lines 24, 26, 55, 56, 59, 60 (fixed days), 103 (twice every month); 2.6, 2.7, 2.9 have no role here
SA_KAEO = Round(
    "sakaeo-2567-1",
    "สระแก้ว",
    _d("2023-10-10"),
    _d("2024-04-18"),
    (
        *(
            Asked(_d(last), duty, "officer", f"individual/7 {input}", _d(last).replace(day=1), _d(last))
            for last in ("2023-10-31", "2023-11-30", "2023-12-31", "2024-01-31", "2024-02-29", "2024-03-31")
            for duty, input in (
                ("click-activity", "activities_per_month_min"), ("click-publicity", "publicity_per_month_min"),
            )
        ),
        Asked(_d("2024-03-11"), "record-start", "officer", "word", _d("2023-10-01")),
        Asked(_d("2024-03-29"), "score-end", "officer", "word", _d("2023-10-01")),
        Asked(_d("2024-03-31"), "2.1", "officer", "word", _d("2023-10-01")),
        Asked(_d("2024-03-31"), "round-end", "officer", "*", _d("2023-10-01")),
        Asked(_d("2024-04-03"), "send-summary", "officer", "word", _d("2023-10-01")),
        Asked(_d("2024-04-05"), "2.2", "head", "word", _d("2023-10-01")),
        Asked(_d("2024-04-05"), "2.3", "owner", "word", _d("2023-10-01")),
        Asked(_d("2024-04-05"), "2.4", "owner", "word", _d("2023-10-01")),
    ),
    {
        "team/1": "x", "team/2": "x", "team/3": "x", "individual/1": "x", "individual/2": "x", "individual/3": "x",
        "individual/4": "x", "individual/5": "x", "individual/6": "x", "individual/7": "x",
    },
    {},
    _holidays(
        "2023-10-13 2023-10-23 2023-12-05 2023-12-11 2023-12-29 2024-01-01 2024-02-26 2024-04-08 2024-04-12 "
        "2024-04-15 2024-04-16"
    ),
)  # fmt: skip

# Chonburi 2568: line 54 (reports January to March; nine districts have it), 7 (the round ends on 31 March)
_SMALL = ("เกาะจันทร์", "เกาะสีชัง")
_DISTRICTS_CBI = (
    "เมืองชลบุรี", "พนัสนิคม", "บ้านบึง", "หนองใหญ่", "บ่อทอง", "พานทอง", "ศรีราชา", "บางละมุง", "สัตหีบ", "เกาะจันทร์",
    "เกาะสีชัง",
)  # fmt: skip
CHONBURI = Round(
    "chonburi-2568-1",
    "ชลบุรี",
    _d("2025-03-14"),
    _d("2025-04-10"),
    (
        Asked(_d("2025-03-31"), "subdistrict-report", "officer", "individual/6 report_dates", _d("2024-10-01")),
        Asked(_d("2025-03-31"), "round-end", "officer", "*", _d("2024-10-01")),
    ),
    {
        "team/1": "x", "team/2": "x", "individual/1": "x", "individual/2A": "x", "individual/2B": "x",
        "individual/3A": "x", "individual/3B": "x", "individual/4": "x", "individual/5": "x", "individual/6": "x",
        "individual/7": "x",
    },
    {
        "individual/6": tuple(d for d in _DISTRICTS_CBI if d not in _SMALL),
        "individual/7": _SMALL,
    },
    _holidays("2025-04-07"),
)  # fmt: skip

# Buriram 2561: from the letter of February on: 265 (every month end), 526-528, 555 (every month), 600 (province, every
# month), 570 and 226 (days of the rounds), 186 (31 March, 30 September)
_MONTHS_BRM = (
    "2018-02-28",
    "2018-03-31",
    "2018-04-30",
    "2018-05-31",
    "2018-06-30",
    "2018-07-31",
    "2018-08-31",
    "2018-09-30",
)
BURIRAM = Round(
    "buriram-2561",
    "บุรีรัมย์",
    _d("2018-02-16"),
    _d("2018-10-10"),
    (
        *(
            Asked(_d(last), duty, "officer", way, _d(last).replace(day=1), _d(last))
            for last in _MONTHS_BRM
            for duty, way in (
                ("otop-doc", "function/2 otop_growth_percent"),
                ("meeting", "agenda/5 monthly_meeting_percent"),
                ("database", "agenda/5 monthly_db_percent"),
                ("compile", "agenda/5 monthly_compile_percent"),
                ("group-report", "word"),
            )
        ),
        *(Asked(_d(last), "department-report", "owner", "word", _d(last).replace(day=1)) for last in _MONTHS_BRM),
        Asked(_d("2018-02-28"), "round-1-groups", "officer", "agenda/5 groups_developed", _d("2017-10-01")),
        Asked(_d("2018-07-31"), "round-2-groups", "officer", "agenda/5 groups_developed", _d("2018-03-01")),
        Asked(_d("2018-09-30"), "year-end-groups", "officer", "agenda/5 groups_developed", _d("2018-08-01")),
        Asked(_d("2018-07-31"), "income-round-2", "owner", "function/1 income_baht_per_person_year", _d("2017-10-01")),
        Asked(_d("2018-03-31"), "round-1-end", "officer", "*", _d("2017-10-01")),
        Asked(_d("2018-03-31"), "round-1-end", "owner", "*", _d("2017-10-01")),
        Asked(_d("2018-09-30"), "year-end", "officer", "*", _d("2018-04-01")),
        Asked(_d("2018-09-30"), "year-end", "owner", "*", _d("2018-04-01")),
    ),
    {
        "function/2": "otop_growth_percent", "function/3": "remaining_percent", "function/4": "access_percent",
        "agenda/5": "groups_income",
    },
    {"function/3": ()},  # filled in by the test: every district but ลำปลายมาศ, which has no target household (line 412)
    _holidays(
        "2018-03-01 2018-04-06 2018-04-13 2018-04-16 2018-05-14 2018-05-29 2018-07-27 2018-07-30 2018-08-13"
    ),
    owners_report=True,
)  # fmt: skip

ROUNDS = (CHAIYAPHUM, NONG_KHAI, SA_KAEO, CHONBURI, BURIRAM)
