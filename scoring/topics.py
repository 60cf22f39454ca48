"""Which indicator and which of its inputs takes a reading.

    inputs_for_topic(agreement, topic, district) -> (Taker(indicator, input, part, kind, unit, step), ...)
    takers(agreement, topic, district, kind, unit="", sense="", step=None) -> the ones that take such a reading,
        without those of indicators that have no criteria when another takes it
        kind: percent, count, baht, ratio, step; part: "" (the figure itself), "num", "den", "now", "base", "num/den"
"""
