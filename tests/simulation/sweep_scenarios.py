"""What the sweep walks: a few posts each, small enough to try everything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from dispatch.world import BASE

from mergecast.dispatch.target import Found, Missing, Target, keys
from mergecast.loading import build
from mergecast.model.ledger_state import PartState, Tick
from mergecast.model.schedule import schedule
from mergecast.payload import payload, post_digest, retraction_digest

SETTINGS = build.settings(
    {
        "accounts": {
            key: {"network": "x", "user": user, "timezone": "Asia/Kuala_Lumpur"}
            for key, user in (("acme", "acme_hq"), ("beta", "acme_beta"))
        }
    }
)


ENDS = frozenset({PartState.POSTED, PartState.HELD, PartState.MISSED})
TAKEN_BACK = frozenset({PartState.RETRACTED, PartState.CANCELLED, PartState.HELD})


@dataclass(frozen=True, slots=True)
class Branch:
    """The publishing branch as of one commit; ``lost`` is what it had before."""

    targets: tuple[Target, ...]
    lost: tuple[Target, ...] = ()

    @property
    def commit(self) -> str:
        """Another one for other posts."""
        told = " ".join(str(each.digest) for each in self.targets)
        return sha256(told.encode()).hexdigest()[:40]

    def read(self, last: Tick | None, now: datetime) -> Found:
        """All of it."""
        del last, now
        missing = tuple(
            Missing(
                one.post.id, one.post.path, "gone", gone=True, keys=tuple(keys(one))
            )
            for one in self.lost
        )
        return Found(self.targets, missing=missing)


@dataclass(frozen=True, slots=True)
class Earlier:
    """A run before, long ago: the posts as they were then, and what went wrong.

    ``faults`` are by the name of a step, in the order in which it was made; "" is none.
    """

    targets: tuple[Target, ...]
    faults: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Scenario:
    """Posts that are due, and what became of them in runs before.

    ``edited`` is how they would be after an edit that nobody approved. ``filters`` says
    whether the network refuses words that are live already.
    """

    targets: tuple[Target, ...]
    edited: tuple[Target, ...]
    before: tuple[Earlier, ...] = ()
    filters: bool = True

    @property
    def ends(self) -> frozenset[PartState]:
        """How each part may end."""
        return ENDS if self.targets[0].retract is None else TAKEN_BACK


def scenario(
    *posts: Mapping[str, object], before: Sequence[Earlier] = (), filters: bool = True
) -> Scenario:
    """A scenario of posts; of each, what differs from a plain one."""
    edits = [{**changes, **_edit(changes)} for changes in posts]
    return Scenario(
        tuple(each for changes in posts for each in _targets(changes)),
        tuple(each for changes in edits for each in _targets(changes)),
        tuple(before),
        filters,
    )


def _run(
    changes: Mapping[str, object], faults: Mapping[str, Sequence[str]] | None = None
) -> Earlier:
    return Earlier(tuple(_targets(changes)), faults or {})


def _edit(changes: Mapping[str, object]) -> Mapping[str, object]:
    """Other words; of a thread, in all its parts but the first."""
    thread = changes.get("thread")
    if not isinstance(thread, list):
        return {"text": "It is not out"}
    return {"thread": [thread[0], *(f"{words}, edited" for words in thread[1:])]}


def _targets(changes: Mapping[str, object]) -> Iterator[Target]:
    data = {key: value for key, value in {**BASE, **changes}.items() if value != ...}
    made = build.post(f"calendar/2026/11/24-{data['id']}.yaml", data)
    accounts = [SETTINGS.accounts[key] for key in made.accounts]
    sent = {account.key: payload(made, account) for account in accounts}
    digest = post_digest({key: each.digest for key, each in sent.items()})
    if made.text("retract") is not None:
        digest = retraction_digest(digest, str(made.text("retract")))
    late = SETTINGS.publishing.late
    for account in accounts:
        when = schedule(made, SETTINGS)
        each = sent[account.key]
        yield Target(made, account, when, late, each, digest, (made.path,))


_PLAIN: Mapping[str, object] = {}
_WRONG = {"retract": "The date was wrong"}
_ECHO = {"id": "echo-2026", "publish_at": "2026-11-24 09:01"}
_THREAD = {"text": ..., "thread": ["One. 第一", "Two. دوم", "Three. 👩‍👩‍👧"]}
_TWO = {"text": ..., "thread": ["One. 第一", "Two. دوم"]}
_LOST = {"publisher.send": ["no answer, made"]}
_HALF = {"publisher.send": ["", "not sent"]}
_NOT_DELETED = {"publisher.delete": ["no answer, left"]}

SCENARIOS: Mapping[str, Scenario] = {
    "post": scenario(_PLAIN),
    "thread": scenario(_THREAD),
    "same words": scenario(_PLAIN, _ECHO),
    "same words, no filter": scenario(_PLAIN, _ECHO, filters=False),
    "asap": scenario({"publish_at": "asap", "until": "2026-11-24 18:00"}),
    "too late": scenario({"publish_at": "2026-11-24 06:00"}),
    "two accounts": scenario({"accounts": ["acme", "beta"]}),
    "answer lost": scenario(_PLAIN, before=[_run(_PLAIN, _LOST)]),
    "answer lost, no filter": scenario(
        _PLAIN, before=[_run(_PLAIN, _LOST)], filters=False
    ),
    "answer lost in a thread": scenario(_TWO, before=[_run(_TWO, _LOST)]),
    "died after its claim": scenario(
        _PLAIN, before=[_run(_PLAIN, {"store.push sending": ["dies"]})]
    ),
    "died before its send": scenario(
        _PLAIN, before=[_run(_PLAIN, {"publisher.send": ["dies"]})]
    ),
    "half a thread is edited": scenario(
        {**_THREAD, **_edit(_THREAD)}, before=[_run(_THREAD, _HALF)]
    ),
    "taken back": scenario(_WRONG, before=[_run(_PLAIN)]),
    "a thread taken back": scenario({**_TWO, **_WRONG}, before=[_run(_TWO)]),
    "half a thread taken back": scenario(
        {**_THREAD, **_WRONG}, before=[_run(_THREAD, _HALF)]
    ),
    "taken back, answer lost": scenario(
        _WRONG, before=[_run(_PLAIN), _run(_WRONG, _NOT_DELETED)]
    ),
}
