"""What a post that a freeze kept back is said to be."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mergecast.crisis.triage import Fate, Item, Proposed
from mergecast.renderers.triage import TriageReport, triage_text

NOW = datetime(2026, 11, 24, 0, 42, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ahead", "said"), [(True, "  due 2026-11-24 01:30"), (False, "was due 2026-11-24")]
)
def test_what_lies_ahead_was_not_due(*, ahead: bool, said: str) -> None:
    due = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
    item = Item("second-2026", ("acme",), due, again=True, ahead=ahead)

    assert said in triage_text(TriageReport(NOW, [Proposed(item, Fate.APPROVE)]))
