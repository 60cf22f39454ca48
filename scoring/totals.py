"""What all indicators of a district come to: each level, the section totals, what is missing, what a step would add.

    scorecard(agreement, district, inputs, office, answers) -> Scorecard
        inputs, office: {indicator id: {name: value}}; answers: {question id: value}
    Scorecard.rows: (Row(indicator, result, weight), ...)    every indicator that applies
    Scorecard.sections: (SectionTotal, ...)    on_five, percent (Fraction | None), of_scored (the same over what has a
        level), missing (indicator ids without a level), weights (sum that applies)
    effect(card, indicator, before, after) -> Fraction    what a change of level adds to its section, on five
"""
