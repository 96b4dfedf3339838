"""Says whether data has the form of asset.schema.json, in plain Python.

Written by ``python -m mergecast.schemas.generate``; edit the schema instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

_MEDIA_FILE = partial(re.search, r"^media/[^\s](?:[^\r\n]*[^\s])?(?!\n)$")
_SHA256 = partial(re.search, r"^(?:[0-9a-f]{64})?(?!\n)$")
_KEY = partial(re.search, r"^[a-z0-9][a-z0-9-]{0,63}(?!\n)$")
_LINE = partial(re.search, r"^[^\s](?:[^\r\n]*[^\s])?(?!\n)$")
_LINK = partial(re.search, r"^https?://[^\s]+(?!\n)$")
_DATE = partial(
    re.search,
    r"^(?:2[0-9]{3}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|2(?:[0-9](?:0[48]|[2468][048]|[13579][26])|[048]00)-02-29)(?!\n)$",
)


def accept(v: object) -> bool:
    """Whether ``v`` has the form."""
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _ACCEPT_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "file" in v and "sha256" in v and "owner" in v and "licence" in v


def _media_file(v: object) -> bool:
    return isinstance(v, str) and _MEDIA_FILE(v) is not None


def _sha256(v: object) -> bool:
    return isinstance(v, str) and _SHA256(v) is not None


def _key(v: object) -> bool:
    return isinstance(v, str) and _KEY(v) is not None


def _line(v: object) -> bool:
    return isinstance(v, str) and _LINE(v) is not None


def _people(v: object) -> bool:
    return isinstance(v, list) and len(v) >= 1 and all(map(_people_item, v))


def _people_item(v: object) -> bool:
    if not isinstance(v, dict):
        return False
    for key, value in v.items():
        field = _PEOPLE_ITEM_FIELDS.get(key)
        if field is None or not field(value):
            return False
    return "name" in v and "consent" in v


def _link(v: object) -> bool:
    return isinstance(v, str) and _LINK(v) is not None


def _date(v: object) -> bool:
    return isinstance(v, str) and _DATE(v) is not None


_PEOPLE_ITEM_FIELDS: dict[str, Callable[[object], bool]] = {
    "name": _line,
    "consent": _link,
}

_ACCEPT_FIELDS: dict[str, Callable[[object], bool]] = {
    "file": _media_file,
    "sha256": _sha256,
    "owner": _key,
    "licence": _line,
    "people": _people,
    "expires": _date,
    "replaced_by": _media_file,
    "made_with": _line,
    "source": _link,
    "mark": _line,
}
