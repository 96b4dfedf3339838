"""libyaml is there, or the reason is said and the way out."""

from __future__ import annotations

import importlib.util
import sys

import pytest

from mergecast.errors import WorkspaceError
from mergecast.loading import events


def test_a_pyyaml_without_libyaml_is_named_with_the_way_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "yaml._yaml", None)
    spec = importlib.util.spec_from_file_location("events_again", events.__file__)
    assert spec is not None
    assert spec.loader is not None
    with pytest.raises(WorkspaceError, match="without libyaml") as caught:
        spec.loader.exec_module(importlib.util.module_from_spec(spec))
    assert "pip install" in caught.value.hint
    assert caught.value.not_done == "nothing was read"


def test_marks_count_code_points_and_both_halves_of_a_windows_break() -> None:
    step = events.source("👩‍👩‍👧: 合并 # x\r\nb: c\r\n")
    found = [
        (event.start_mark.index, event.start_mark.line, event.start_mark.column)
        for event in iter(step, None)
        if isinstance(event, events.ScalarEvent) and event.start_mark
    ]
    assert found == [(0, 0, 0), (7, 0, 7), (15, 1, 0), (18, 1, 3)]
