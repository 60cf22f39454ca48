"""Thai fiscal years (October to September, พ.ศ.), their rounds, quarters and months.

    fiscal_year(day) -> int (พ.ศ.)     round_of(day) -> 1 | 2     period(year, round=None) -> (first, last)
    quarter_of(day) -> 1..4            months(first, last) -> ((year, month), ...)   months_ended(first, last, day)
    month_end(year, month) -> date     quarters_ended(first, last, day)
"""
