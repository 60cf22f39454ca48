"""What holds for every agreement: better never lowers a level, and what is missing is missing to the last unit."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scoring.agreement import Agreement, Indicator, Input
from scoring.document.loading import shipped
from scoring.levels.gaps import Need, add, gap
from scoring.levels.score import Result, score
from scoring.levels.totals import scorecard

SCORED = [(a, i) for a in shipped().values() for i in a.indicators.values() if i.levels]
settings.register_profile("numbers", deadline=None, max_examples=200)
settings.load_profile("numbers")


def reported(used: Input) -> st.SearchStrategy[Any]:
    whole = st.integers(0, 60)
    baht = st.integers(0, 4000).map(lambda n: Decimal(n) / 10)
    percent = st.integers(0, 13000).map(lambda n: Decimal(n) / 100)
    if used.derive == "flag":
        return st.booleans()
    if used.derive == "date":
        return st.dates()
    if used.derive == "dates":
        return st.lists(st.dates(), max_size=3)
    amount = whole if used.countable else baht
    if used.parts:
        first, second = used.parts
        capped = st.integers(0, 100).map(Decimal) if used.capped else percent
        if used.derive == "reduction":
            capped = st.integers(-50, 100).map(Decimal)
        lower = amount.filter(bool)
        pair = st.tuples(amount, lower).map(lambda p: {first: min(p) if used.capped else p[0], second: p[1]})
        return capped | pair
    return percent if used.unit == "ร้อยละ" else amount


@st.composite
def results(draw: st.DrawFn) -> tuple[Agreement, Indicator, dict[str, Any], Result]:
    agreement, indicator = draw(st.sampled_from(SCORED))
    reporting = [u for u in indicator.inputs.values() if u.counts != "office_value"]
    inputs = {u.name: draw(reported(u)) for u in reporting if draw(st.sampled_from((True, True, True, False)))}
    if "min" in indicator.inputs:
        entered = sorted(draw(st.lists(st.integers(1, 400), min_size=3, max_size=3)))
        inputs |= dict(zip(("min", "std", "high"), entered, strict=True))
    if "downloads_target" in indicator.inputs:
        inputs["downloads_target"] = draw(st.integers(1, 50))
    return agreement, indicator, inputs, score(agreement, indicator, None, inputs)


def better(used: Input, value: Any, by: int) -> Any:
    """The same report, a little better."""
    sign = -1 if (used.sense == "remaining") else 1
    if isinstance(value, bool):
        return True
    if isinstance(value, dict):
        first = used.parts[0]
        upper = value[first] + sign * by
        return {**value, first: max(upper, 0)}
    if isinstance(value, int | Decimal):
        sign = 1 if used.derive == "reduction" else sign  # a bare reduction: more of it is better
        now = value + sign * by
        return min(max(now, 0), 100) if used.derive == "reduction" else max(now, 0)
    return value


@given(results(), st.data())
def test_a_better_result_never_lowers_a_level(
    found: tuple[Agreement, Indicator, dict[str, Any], Result], data: st.DataObject
) -> None:
    agreement, indicator, inputs, result = found
    assume(result.level is not None)
    names = [n for n in inputs if indicator.inputs[n].counts != "office_value"]
    name = data.draw(st.sampled_from(names))
    improved = {**inputs, name: better(indicator.inputs[name], inputs[name], data.draw(st.integers(0, 30)))}
    after = score(agreement, indicator, None, improved)
    assert after.level is not None
    assert result.level is not None
    assert after.level >= result.level


@given(results())
def test_what_is_missing_reaches_the_next_level_and_one_unit_less_does_not(
    found: tuple[Agreement, Indicator, dict[str, Any], Result],
) -> None:
    agreement, indicator, inputs, result = found
    missing = gap(result)
    if missing is None:
        assert result.level in (None, 5)
        return
    assert result.level is not None
    assert missing.reaches > result.level
    assume(all(n.kind == "amount" for n in missing.needs))
    assert missing.needs
    assert score(agreement, indicator, None, add(inputs, missing.needs)).level == missing.reaches
    for need in missing.needs:
        almost = score(
            agreement, indicator, None, add(inputs, (_less(need), *(n for n in missing.needs if n is not need)))
        )
        assert almost.level is not None
        assert almost.level < missing.reaches


def _less(need: Need) -> Need:
    """The same need with one unit (a household, a satang, a hundredth of a percent) less."""
    assert need.amount is not None
    assert need.to is not None
    unit = Fraction(1) if need.input.countable and (need.part or not need.input.parts) else Fraction(1, 100)
    unit = unit if need.amount > 0 else -unit
    return Need(
        need.input, need.condition, "amount", need.part, need.amount - unit, need.unit, need.level, need.to - unit
    )


@given(results())
def test_each_condition_says_whether_it_held_and_the_level_is_what_they_say(
    found: tuple[Agreement, Indicator, dict[str, Any], Result],
) -> None:
    _, indicator, _, result = found
    assume(result.status == "scored")
    held = {lv.number: all(r.held for r in result.reasons(lv.number)) for lv in indicator.levels}
    if indicator.cumulative:
        expected = next((n - 1 for n in range(1, 6) if not held[n]), 5)
    else:
        expected = max((n for n in held if held[n]), default=0)
    assert result.level == expected


@given(st.sampled_from(list(shipped().values())), st.data())
def test_a_scorecard_never_leaves_nought_to_five(agreement: Agreement, data: st.DataObject) -> None:
    district = data.draw(st.sampled_from(agreement.districts))
    inputs = {
        i.id: {n: data.draw(reported(u)) for n, u in i.inputs.items() if u.counts != "office_value"}
        for i in agreement.of(district)
    }
    for total in scorecard(agreement, district, inputs).sections:
        assert total.on_five is None or 0 <= total.on_five <= 5
