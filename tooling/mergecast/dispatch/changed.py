"""A thread keeps its words once its first part is live.

Half of one wording and half of another is what nobody has approved. So when a post is
edited while some of its parts are live, the rest is held, and a person says whether it
goes out as it is approved now.
"""

from __future__ import annotations

from mergecast.dispatch.decision import Decision, Verb
from mergecast.dispatch.ports import Recorded
from mergecast.dispatch.target import Target, keys
from mergecast.model.ledger_state import CHANGED_WHILE_LIVE


def changed_while_live(target: Target, part: int, ledger: Recorded) -> Decision | None:
    """A hold for ``part``, if what is live before it went out as something else.

    Args:
        target: the target as it is approved now.
        part: the next part to send; those before it are live.
        ledger: what is on record.
    """
    if part == 1 or target.payload is None:
        return None
    each = list(keys(target))
    own = ledger.state(each[part - 1])
    # What an earlier try of this part, or a person, agreed to needs no second word.
    if own is not None and own.target == target.payload.digest:
        return None
    before = [state for key in each[: part - 1] if (state := ledger.state(key))]
    # Each part goes with the one before it, so the newest claim decides.
    claimed = next((each.target for each in reversed(before) if each.target), None)
    if claimed in {None, target.payload.digest}:
        return None
    live = ", ".join(state.url or state.key for state in before)
    reason = f"the post was changed after a part of it went out; live: {live}"
    return Decision(
        target,
        Verb.HOLD,
        reason,
        part,
        due=target.schedule.at,
        code=CHANGED_WHILE_LIVE,
    )
