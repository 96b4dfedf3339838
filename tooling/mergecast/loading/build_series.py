"""Turn the data of a series, valid by its schema, into the model's value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mergecast.loading.build import wording
from mergecast.model.series import Series

Data = Mapping[str, Any]


def series(path: str, data: Data) -> Series:
    """A series from its file."""
    return Series(
        path,
        data["id"],
        tuple(data["accounts"]),
        data["rule"],
        data["starts"],
        data["timezone"],
        data["until"],
        tuple(
            wording(text, ("texts", index)) for index, text in enumerate(data["texts"])
        ),
        data.get("count"),
        frozenset(data.get("except", ())),
        data.get("min_gap"),
        data.get("retract", {}),
        data,
    )
