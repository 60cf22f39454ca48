"""The strip of values to try shows the levels before, at and after each boundary, of bands too."""

from pathlib import Path

from scoring.levels.boundaries import strip
from tests.dashboard.test_every_paper import Clerk

PAPERS = Path(__file__).parents[1] / "drafting/documents"


def test_bands_show_every_level_though_their_edges_are_many() -> None:
    """๕๐ – ๕๙, ๖๐ – ๖๙, ๗๐ – ๗๙, ๘๐ – ๘๙, from ๙๐ on: read by their lower bounds."""
    alone = Clerk(PAPERS / "036-phetchaburi-odd/paper.txt").work().alone("individual/4")
    assert alone is not None
    told = {t.value: t.level for t in strip(alone, alone.indicators["individual/4"])}
    assert [told[v] for v in ("49.99", "50", "59.99", "60", "70", "80", "89.99", "90")] == [0, 1, 1, 2, 3, 4, 4, 5]
