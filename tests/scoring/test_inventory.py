"""Weights, groups, evidence and duties of the five documents, typed from their pages: none is lost or added."""

import pytest

from scoring.document.loading import shipped

# indicator: weight and group as printed ("-": none)
ROWS = {
    "chaiyaphum-2562-1": """
        team/1 40 กค. ๐๗. | team/2 40 กผ. ๑๐. | team/3 20 กจ. ๐๗. | individual/1 15 สสช. | individual/2 15 สสช.
        individual/3 10 สสช. | individual/4 15 สสช. ๒๐ | individual/5 15 สกว. ๕๕ | individual/6 15 สกส. ๕๓
        individual/7 15 ศสท. ๕๓""",
    "nongkhai-2565-1": """
        team/1 40 กลุ่มประสาน | team/2 40 กลุ่ม ยุทธศาสตร์ | team/3 20 กลุ่มประสาน | individual/1 20 กลุ่มสารสนเทศ
        individual/2 20 กลุ่มส่งเสริม | individual/3 10 กลุ่มส่งเสริม | individual/4 10 กลุ่ม สารสนเทศ
        individual/5 10 กลุ่มส่งเสริม | individual/6 10 กลุ่มส่งเสริม | individual/7 10 กลุ่มสารสนเทศ
        individual/8 10 กลุ่มส่งเสริม""",
    "buriram-2561": """
        function/1 - กลุ่มงานสารสนเทศการพัฒนาชุมชน | function/2 20 กลุ่มงานส่งเสริมการพัฒนาชุมชน
        function/3 - กลุ่มงานยุทธศาสตร์การพัฒนาชุมชน | function/4 - กลุ่มงานส่งเสริมการพัฒนาชุมชน
        agenda/5 - กลุ่มงานยุทธศาสตร์การพัฒนาชุมชน | area/6 - กลุ่มงานส่งเสริมการพัฒนาชุมชน
        area/7 - กลุ่มงานยุทธศาสตร์การพัฒนาชุมชน | potential/8 - กลุ่มงานส่งเสริมการพัฒนาชุมชน""",
    "chonburi-2568-1": """
        team/1 60 กลุ่มงาน ประสานฯ | team/2 40 กลุ่มงาน ยุทธศาสตร์ | individual/1 15 กลุ่มงาน ส่งเสริมฯ
        individual/2A 15 กลุ่มงานส่งเสริมฯ | individual/2B 15 กลุ่มงานส่งเสริมฯ | individual/3A 15 กลุ่มงาน สารสนเทศฯ
        individual/3B 15 กลุ่มงาน สารสนเทศ | individual/4 20 กลุ่มงาน สารสนเทศ | individual/5 15 กลุ่มงาน ประสานฯ
        individual/6 20 กลุ่มงาน ส่งเสริมฯ | individual/7 20 กลุ่มงาน ส่งเสริมฯ""",
    "sakaeo-2567-1": """
        team/1 40 กลุ่มงาน ประสานฯ | team/2 40 กลุ่มงาน ยุทธศาสตร์ฯ | team/3 20 กลุ่มงาน ยุทธศาสตร์/ กลุ่มงาน ประสานฯ
        individual/1 20 - | individual/2 20 - | individual/3 20 - | individual/4 15 - | individual/5 10 -
        individual/6 10 - | individual/7 5 -""",
}
# duty: when (or the day), line, whose role ("-": nobody's here), "silent" where it is not sent
DUTIES = {
    "chaiyaphum-2562-1": """
        meeting 2019-02-28 20 officer | women-fund-report quarterly 94 officer | round-end 2019-03-31 58 officer""",
    "nongkhai-2565-1": """
        study open 31 officer | carry-out open 32 officer | cascade open 34 head | record 2022-03-04 38 officer
        transparency-evidence 2022-03-04 86 officer | round-end 2022-03-31 65 officer""",
    "buriram-2561": """
        study open 25 head | appoint open 27 head | cascade open 29 head | plan open 31 head
        evidence-file open 35 head | oversee open 63 supervisor | register open 146 owner | set-targets open 148 owner
        report-system open 150 owner | coordinate open 152 owner | action-plan open 154 owner | support open 156 owner
        report-results open 158 owner | coordinator open 164 supervisor | coordinator-cascade open 166 supervisor
        coordinator-register open 168 supervisor | coordinator-check open 170 supervisor | jpt-district open 235 officer
        jpt-province open 237 owner | otop-collect open 263 officer | otop-doc month_end 265 officer
        otop-verify open 267 owner | fund-meeting open 481 officer | fund-new open 489 officer
        fund-plan open 490 officer | fund-plans open 490 owner | fund-activity open 490 officer
        meeting monthly 526 officer | database monthly 527 officer | compile monthly 528 officer
        group-report monthly 555 officer | department-report monthly 600 owner | present-groups open 600 officer
        weekly-report weekly 600 owner silent | round-1-end 2018-03-31 186 officer
        round-1-groups 2018-02-28 570 officer | round-2-groups 2018-07-31 570 officer
        year-end-groups 2018-09-30 570 officer
        income-round-2 2018-07-31 226 owner | year-end 2018-09-30 186 officer""",
    "chonburi-2568-1": "subdistrict-report 2025-03-31 54 officer | round-end 2025-03-31 7 officer",
    "sakaeo-2567-1": """
        inform open 22 head | record-start 2024-03-11 24 officer | score-end 2024-03-29 26 officer
        send-summary 2024-04-03 26 officer | 1.1 after_notice 55 supervisor | 1.2 after_notice 55 officer
        1.3 2024-03-31 55 officer silent | 1.4 2024-03-31 55 head silent | 2.1 2024-03-31 56 officer
        2.2 2024-04-05 56 head | 2.3 2024-04-05 59 owner | 2.4 2024-04-05 60 owner | 2.6 2024-04-05 61 - silent
        2.7 2024-04-05 62 - silent | 2.8 open 63 owner | 2.9 2024-05-31 66 - silent
        women-fund-report each_meeting 101 officer | click-publicity monthly 103 officer
        click-activity monthly 103 officer""",
}
# level: lines of its evidence; 0: the document's lists for no level in particular
EVIDENCE = {
    "function/3": {1: [360, 361], 2: [367], 3: [371, 372], 4: [376], 5: [380, 381]},
    "function/4": {0: [480, 480, 480, 481, 489, 490, 490, 490, 490, 490]},
    "agenda/5": {1: [539], 2: [543], 3: [547], 4: [551], 5: [555], 0: [600, 600, 600, 600, 600]},
}
BY_EVIDENCE = {  # steps that count with their evidence
    "e1": 1, "e2": 2, "e3": 3, "e4": 4, "e5": 5, "s1": 1, "s3": 3, "s4": 4,
}  # fmt: skip
MONTHLY = {  # events counted over the months or quarters that have ended
    "agenda/5 monthly_meeting_percent": "month", "agenda/5 monthly_db_percent": "month",
    "agenda/5 monthly_compile_percent": "month", "individual/7 publicity_per_month_min": "month",
    "individual/7 activities_per_month_min": "month", "individual/6 reports_per_quarter_min": "quarter",
}  # fmt: skip


def listed(text: str) -> list[str]:
    return [" ".join(part.split()) for line in text.strip().splitlines() for part in line.split("|")]


@pytest.mark.parametrize("id", list(ROWS))
def test_weights_and_groups_are_the_printed_ones(id: str) -> None:
    rows = shipped()[id].indicators.values()
    assert [f"{r.id} {'-' if r.weight is None else r.weight} {r.group or '-'}" for r in rows] == listed(ROWS[id])


@pytest.mark.parametrize("id", list(DUTIES))
def test_duties_are_the_printed_ones(id: str) -> None:
    found = [
        f"{d.id} {d.on or d.when} {d.proof.line} {d.role or '-'}{'' if d.sends else ' silent'}"
        for d in shipped()[id].duties
    ]
    assert found == listed(DUTIES[id])


def test_evidence_is_listed_level_by_level() -> None:
    found = {}
    for row in (i for a in shipped().values() for i in a.indicators.values()):
        lines = {lv.number: [e.line for e in lv.evidence] for lv in row.levels} | {0: [e.line for e in row.evidence]}
        if any(lines.values()):
            found[row.id] = {number: places for number, places in lines.items() if places}
    assert found == EVIDENCE
    buriram = shipped()["buriram-2561"].indicators.values()
    assert {u.name: u.level for i in buriram for u in i.inputs.values() if u.evidence} == BY_EVIDENCE


def test_what_is_counted_by_the_month_or_the_quarter() -> None:
    rows = [(i.id, u) for a in shipped().values() for i in a.indicators.values() for u in i.inputs.values()]
    assert {f"{id} {u.name}": u.every for id, u in rows if u.every} == MONTHLY


def test_reminders_begin_with_the_letter_and_belong_to_an_input() -> None:
    duties = {(a.id, d.id): d for a in shipped().values() for d in a.duties}
    late = {d.id: d.start and d.start.isoformat() for (a, _), d in duties.items() if d.start != shipped()[a].start}
    assert late == {  # the letter of 1 February 2561 (line 12); January to March 2568 (line 54)
        **dict.fromkeys(
            ("otop-doc", "meeting", "database", "compile", "group-report", "department-report", "weekly-report"),
            "2018-02-01",
        ),
        "subdistrict-report": "2025-01-01",
    }
    assert {f"{a.split('-')[0]} {d.id}": f"{d.indicator} {d.input}" for (a, _), d in duties.items() if d.input} == {
        "chaiyaphum women-fund-report": "individual/6 reports_per_quarter_min",
        "nongkhai transparency-evidence": "team/3 evidence_sent_date",
        "buriram otop-doc": "function/2 otop_growth_percent",
        "buriram meeting": "agenda/5 monthly_meeting_percent",
        "buriram database": "agenda/5 monthly_db_percent",
        "buriram compile": "agenda/5 monthly_compile_percent",
        "buriram round-1-groups": "agenda/5 groups_developed",
        "buriram round-2-groups": "agenda/5 groups_developed",
        "buriram year-end-groups": "agenda/5 groups_developed",
        "chonburi subdistrict-report": "individual/6 report_dates",
        "sakaeo women-fund-report": "individual/5 s2",
        "sakaeo click-publicity": "individual/7 publicity_per_month_min",
        "sakaeo click-activity": "individual/7 activities_per_month_min",
    }
