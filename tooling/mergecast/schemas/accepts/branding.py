"""Says whether data has the form of branding.schema.json, in plain Python.

Written by ``python -m mergecast.schemas.generate``; edit the schema instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from mergecast.schemas.accepts.numeric import is_integer

_KEY = partial(re.search, r"^[a-z0-9][a-z0-9-]{0,63}(?!\n)$")
_DATE = partial(
    re.search,
    r"^(?:2[0-9]{3}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|2(?:[0-9](?:0[48]|[2468][048]|[13579][26])|[048]00)-02-29)(?!\n)$",
)
_IMAGES_ENTRY_RATIOS_ITEM = partial(
    re.search,
    r"^[1-9][0-9]{0,3}:[1-9][0-9]{0,3}(?!\n)$",
)
_FILE_NAMES_VALUES = {"kebab-case", "any"}
_ASSETS_VALUES = {"optional", "needed"}
_COLOURS_ENTRY = partial(re.search, r"^#[0-9A-Fa-f]{6}(?!\n)$")


def accept(v: object) -> bool:
    """Whether ``v`` has the form."""
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _ACCEPT_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return True


def _key(v: object) -> bool:
    return isinstance(v, str) and _KEY(v) is not None


def _date(v: object) -> bool:
    return isinstance(v, str) and _DATE(v) is not None


def _images(v: object) -> bool:
    return (
        isinstance(v, dict)
        and len(v) >= 1
        and all(map(_key, v))
        and all(map(_images_entry, v.values()))
    )


def _images_entry(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _IMAGES_ENTRY_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return True


def _images_entry_width(v: object) -> bool:
    return is_integer(v) and v >= 1


def _images_entry_ratios(v: object) -> bool:
    return (
        isinstance(v, list) and len(v) >= 1 and all(map(_images_entry_ratios_item, v))
    )


def _images_entry_ratios_item(v: object) -> bool:
    return isinstance(v, str) and _IMAGES_ENTRY_RATIOS_ITEM(v) is not None


def _file_names(v: object) -> bool:
    return isinstance(v, str) and v in _FILE_NAMES_VALUES


def _assets(v: object) -> bool:
    return isinstance(v, str) and v in _ASSETS_VALUES


def _colours(v: object) -> bool:
    return (
        isinstance(v, dict)
        and len(v) >= 1
        and all(map(_key, v))
        and all(map(_colours_entry, v.values()))
    )


def _colours_entry(v: object) -> bool:
    return isinstance(v, str) and _COLOURS_ENTRY(v) is not None


_IMAGES_ENTRY_FIELDS: dict[str, Callable[[object], bool]] = {
    "width": _images_entry_width,
    "height": _images_entry_width,
    "ratios": _images_entry_ratios,
}

_ACCEPT_FIELDS: dict[str, Callable[[object], bool]] = {
    "owner": _key,
    "review_by": _date,
    "images": _images,
    "file_names": _file_names,
    "assets": _assets,
    "mark": _assets,
    "colours": _colours,
}
