"""Bands cover 0 % to 100 %, every limit in exactly one of them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.core.rules.base import RuleFault
from cchc.criteria.scoring import parse_rule

from .scoring import score, steadily


@dataclass(frozen=True)
class Cut:
    """A limit between two bands in hundredths of a percent, and which of them own it."""

    place: int
    by_lower: bool
    by_upper: bool

    @property
    def percent(self) -> str:
        """The limit as it is declared."""
        return f"{self.place // 100}.{self.place % 100:02}%"


Cuts = tuple[Cut, ...]


@st.composite
def sound_cuts(draw: st.DrawFn) -> Cuts:
    """One to six limits strictly between 0 % and 100 %, each owned by one side."""
    places = draw(st.lists(st.integers(1, 9999), min_size=1, max_size=6, unique=True))
    sides = [draw(st.booleans()) for _ in places]
    return tuple(Cut(place, lower, not lower) for place, lower in zip(sorted(places), sides, strict=True))


def bands(cuts: Cuts) -> list[str]:
    """The bands between these limits, from low to high, the n-th worth n points."""
    declared = []
    for points, (low, high) in enumerate(zip((None, *cuts), (*cuts, None), strict=True)):
        if low is None and high is not None:
            text = f"x {'<=' if high.by_lower else '<'} {high.percent}"
        elif high is None and low is not None:
            text = f"x {'>=' if low.by_upper else '>'} {low.percent}"
        elif low is not None and high is not None:
            left, right = "<=" if low.by_upper else "<", "<=" if high.by_lower else "<"
            text = f"{low.percent} {left} x {right} {high.percent}"
        declared.append(f"{text} = {points}")
    return declared


def notation(parts: list[str]) -> str:
    """The rule of these bands."""
    return f"bands({'; '.join(parts)})"


def fault_code(parts: list[str], max_points: int) -> str:
    """The code of the fault with which the rule is refused."""
    with pytest.raises(RuleFault) as caught:
        parse_rule(notation(parts), Fraction(max_points))
    return caught.value.code


@steadily
@given(sound_cuts(), st.randoms(use_true_random=False))
def test_bands_that_join_are_accepted_in_any_order(cuts: Cuts, random: Random) -> None:
    """Wherever the limits lie and whichever side owns them."""
    parts = bands(cuts)
    random.shuffle(parts)
    parse_rule(notation(parts), Fraction(len(cuts)))


@steadily
@given(sound_cuts(), st.integers(0, 500), st.integers(1, 500), st.randoms(use_true_random=False))
def test_every_rate_is_worth_the_points_of_its_band(
    cuts: Cuts, done: int, total: int, random: Random
) -> None:
    """Counted apart: a rate is as many bands up as there are limits it has passed."""
    done = min(done, total)
    passed = 0
    for cut in cuts:
        reached, limit = done * 10_000, cut.place * total
        passed += reached > limit or (reached == limit and cut.by_upper)
    parts = bands(cuts)
    random.shuffle(parts)
    assert score(notation(parts), str(len(cuts)), done=done, total=total) == passed


@steadily
@given(sound_cuts(), st.data())
def test_every_limit_itself_belongs_to_the_side_that_owns_it(cuts: Cuts, data: st.DataObject) -> None:
    """The rate exactly on a limit, the only place where the side matters."""
    place = data.draw(st.integers(0, len(cuts) - 1))
    cut = cuts[place]
    worth = score(notation(bands(cuts)), str(len(cuts)), done=cut.place, total=10_000)
    assert worth == (place if cut.by_lower else place + 1)


@steadily
@given(sound_cuts(), st.data())
def test_a_missing_band_is_a_gap(cuts: Cuts, data: st.DataObject) -> None:
    """The highest or one in between: some rates would have no points."""
    parts = bands(cuts)
    del parts[data.draw(st.integers(1, len(parts) - 1))]
    assert fault_code(parts, len(cuts)) == "RULE_BANDS_GAP"


@steadily
@given(sound_cuts())
def test_a_missing_lowest_band_is_a_gap(cuts: Cuts) -> None:
    """Nothing declared for the rates from 0 % on, the band people forget."""
    assert fault_code(bands(cuts)[1:], len(cuts)) == "RULE_BANDS_GAP"


@steadily
@given(sound_cuts(), st.data())
def test_a_limit_owned_by_both_sides_is_an_overlap(cuts: Cuts, data: st.DataObject) -> None:
    """Two bands for one rate."""
    place = data.draw(st.integers(0, len(cuts) - 1))
    shared = Cut(cuts[place].place, by_lower=True, by_upper=True)
    assert fault_code(bands((*cuts[:place], shared, *cuts[place + 1 :])), len(cuts)) == "RULE_BANDS_OVERLAP"


@steadily
@given(sound_cuts(), st.data())
def test_a_limit_owned_by_neither_side_is_a_gap(cuts: Cuts, data: st.DataObject) -> None:
    """No band for a rate people do reach."""
    place = data.draw(st.integers(0, len(cuts) - 1))
    left_out = Cut(cuts[place].place, by_lower=False, by_upper=False)
    assert fault_code(bands((*cuts[:place], left_out, *cuts[place + 1 :])), len(cuts)) == "RULE_BANDS_GAP"


@steadily
@given(sound_cuts(), st.data())
def test_a_band_declared_twice_is_an_overlap(cuts: Cuts, data: st.DataObject) -> None:
    """One rate, two entries: even with equal points it is not what was meant."""
    parts = bands(cuts)
    parts.append(data.draw(st.sampled_from(parts)))
    assert fault_code(parts, len(cuts)) == "RULE_BANDS_OVERLAP"


@pytest.mark.parametrize(
    ("declared", "code", "found"),
    [
        ("bands(x > 90% = 1; x < 90% = 0)", "RULE_BANDS_GAP", "90%"),
        ("bands(x >= 90% = 1; x <= 90% = 0)", "RULE_BANDS_OVERLAP", "90%"),
        ("bands(x >= 90% = 1; x < 87.5% = 0)", "RULE_BANDS_GAP", "87.5% … 90%"),
        ("bands(x >= 80% = 1; x < 90% = 0)", "RULE_BANDS_OVERLAP", "80%"),
        pytest.param(
            "bands(x >= 90% = 1; 10% <= x < 90% = 0)",
            "RULE_BANDS_GAP",
            "0% … 10%",
        ),
        ("bands(x < 90% = 1)", "RULE_BANDS_GAP", "90% …"),
        ("bands(x < 100% = 1)", "RULE_BANDS_GAP", "100% …"),
        ("bands(x >= 100% = 1; x >= 90% = 0.5; x < 90% = 0)", "RULE_BANDS_OVERLAP", "100%"),
        ("bands(100% < x <= 120% = 1; x <= 100% = 0)", "RULE_BANDS_GAP", "120% …"),
    ],
)
def test_the_fault_names_the_place(declared: str, code: str, found: str) -> None:
    """Where to look, in the notation of the declaration."""
    with pytest.raises(RuleFault) as caught:
        parse_rule(declared, Fraction(1))
    assert (caught.value.code, caught.value.found) == (code, found)


@pytest.mark.parametrize(
    "declared",
    [
        "bands(0% <= x <= 100% = 1)",
        "bands(x <= 100% = 1)",
        "bands(90% <= x <= 100% = 1; 0% <= x < 90% = 0)",
        "bands(x >= 110% = 1; x < 110% = 0)",
    ],
)
def test_both_ends_may_be_written_out(declared: str) -> None:
    """0 % and 100 % as outer limits cover as much as an open end."""
    parse_rule(declared, Fraction(1))
