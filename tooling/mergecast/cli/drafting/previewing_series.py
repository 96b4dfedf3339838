"""What `mergecast preview` does for a series: each text, and when it goes out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mergecast.checks.basis.series_days import days
from mergecast.cli.checking.check_posts import prefixes
from mergecast.cli.drafting.finding_series import find_series
from mergecast.cli.drafting.previewing import targets
from mergecast.cli.session import Session
from mergecast.loading.workspace import usable
from mergecast.renderers.encoders.ascii_json import encode_document
from mergecast.renderers.preview import PreviewTarget, preview_json, preview_text
from mergecast.renderers.series import timetable_text
from mergecast.repository.trees import WorkTree


def shown(session: Session, name: str, form: str) -> str | None:
    """A series as it will look; None where no series is meant.

    Raises:
        MergecastError: its accounts are not set up, or there is no workspace.
    """
    named = name
    if "/" in name or name.endswith(".yaml"):
        named = prefixes(session.workspace, [Path(name)])[0]
    series = find_series(session, named)
    if series is None:
        return None
    settings = usable(WorkTree(session.workspace)).settings
    texts = [
        targets(series.spoken(index), settings) for index in range(len(series.texts))
    ]
    today = session.now().date()
    if form == "json":
        return encode_document(
            series=series.id,
            texts=[_entry(each) for each in texts],
            days=[
                {
                    "key": f"{series.id}~{turn.text}",
                    "text": series.index(turn.number) + 1,
                }
                for turn in days(series)
                if turn.day >= today
            ],
        )
    cards = [
        f"text {number} of {len(texts)}\n{preview_text(each, colour=session.colour)}"
        for number, each in enumerate(texts, 1)
    ]
    return "\n".join([*cards, timetable_text(series, today)])


def _entry(each: list[PreviewTarget]) -> Any:  # noqa: ANN401 - JSON
    return json.loads(preview_json(each))["targets"]
