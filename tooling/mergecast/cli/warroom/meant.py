"""What somebody says about an incident has to mean something: it is kept for ever."""

from __future__ import annotations

import re
from itertools import chain, count

from mergecast.cli.warroom.scene import Scene
from mergecast.errors import UsageError
from mergecast.incidents.steps import NOT_DONE
from mergecast.model.reasons import plain_reason

_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
"""They change the order in which a line is shown, and no file may have them."""


def writable(text: str) -> str:
    """Words as they may stand in a file, on one line."""
    return plain_reason(_TURNING.sub("", text))


def in_a_line(text: str, what: str) -> str:
    """Words that can stand in the incident's file, on one line.

    Raises:
        UsageError: nothing is left of them.
    """
    plain = writable(text)
    if not plain:
        raise UsageError(
            f"the {what} is empty",
            hint="say in a line what happened",
            not_done=NOT_DONE,
        )
    return plain


def refuse_nobody(here: Scene, who: str) -> None:
    """A role that nobody has was not told; where roles are not known, any may be meant.

    Raises:
        UsageError: neither the team nor the matrix knows it.
    """
    team = here.space.team if here.space else None
    matrix = here.book.matrix
    rows = matrix.rows.values() if matrix else ()
    held = (
        chain.from_iterable(one.roles for one in team.members.values()) if team else ()
    )
    known = dict.fromkeys(
        [
            *(cell for row in rows for cell in row.cells),
            *(team.roles if team else ()),
            *held,
        ]
    )
    if known and who not in known:
        raise UsageError(
            f"there is no role '{who}'",
            hint=f"name one of: {', '.join(known)}",
            not_done=NOT_DONE,
        )


def free_id(here: Scene, name: str) -> str:
    """A name for one more incident of the day, where those before it are closed.

    The one that is open keeps it: whoever opens it again is told so.
    """
    for number in count(1):
        each = name if number == 1 else f"{name}-{number}"
        known = here.view.crisis(each)
        if known is None or known.is_open:
            return each
    raise AssertionError(name)  # count has no end
