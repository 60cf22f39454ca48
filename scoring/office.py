"""Denominators, bases and targets that the office enters, with their order of strength.

    OfficeValue(agreement, district, indicator, input ("poor_percent.den", "min"), amount, as_of, by, source, strength)
    strengths: TABLE, OFFICE (owner, supervisor, admin), OFFICER ("x จาก y")
    in_force(values, agreement, district, indicator, day) -> {input: amount}      for score(office=...)
"""
