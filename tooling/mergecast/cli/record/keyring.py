"""The ledger's keys, from the environment of the job and from nowhere else.

A key is written ``NAME:SECRET``: a name that stands in every event, and 32 bytes as 64
hex digits. What is wrong with one is told without any part of it, since a name may be
a secret that was put in the wrong place.
"""

from __future__ import annotations

import os
import re

from mergecast.errors import WorkspaceError
from mergecast.ledger.signing import Keyring, Signer

KEY = "MERGECAST_LEDGER_KEY"
KEYS = "MERGECAST_LEDGER_KEYS"

_FORM = re.compile(r"([a-z0-9][a-z0-9._-]{0,39}):([0-9a-fA-F]{64})", re.ASCII)
_BETWEEN = re.compile(r"[ \t\r\n,;]+")
_FORM_SHOWN = "NAME:SECRET, a name of at most 40 letters and digits and 64 hex digits"


def keyring() -> Keyring:
    """The keys that this process was given.

    Raises:
        WorkspaceError: a variable does not hold keys, or two of one name.
    """
    own = _keys(KEY)
    if len(own) > 1:
        raise _unusable(f"{KEY} holds more than one key", f"put the others into {KEYS}")
    others = tuple(one for one in _keys(KEYS) if one not in own)
    names = [one.key_id for one in (*own, *others)]
    if len(set(names)) < len(names):
        raise _unusable(
            "two of the ledger's keys have one name",
            f"look at {KEY} and {KEYS}: a new key needs a name never used before",
        )
    return Keyring(own[0] if own else None, others)


def _keys(variable: str) -> list[Signer]:
    parts = [part for part in _BETWEEN.split(os.environ.get(variable, "")) if part]
    found = [_FORM.fullmatch(part) for part in parts]
    if not all(found):
        raise _unusable(
            f"{variable} does not hold a key of the ledger",
            f"write it as {_FORM_SHOWN}",
        )
    keys = [Signer(one[1], bytes.fromhex(one[2])) for one in found if one]
    return list(dict.fromkeys(keys))


def _unusable(message: str, hint: str) -> WorkspaceError:
    return WorkspaceError(message, hint=hint, not_done="nothing was posted or recorded")
