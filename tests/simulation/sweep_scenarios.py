"""What the sweep walks: a few posts each, small enough to try everything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from dispatch.world import BASE

from mergecast.dispatch.target import Target
from mergecast.loading import build
from mergecast.model.schedule import schedule
from mergecast.payload import payload, post_digest

SETTINGS = build.settings(
    {
        "accounts": {
            key: {"network": "x", "user": user, "timezone": "Asia/Kuala_Lumpur"}
            for key, user in (("acme", "acme_hq"), ("beta", "acme_beta"))
        }
    }
)


@dataclass(frozen=True, slots=True)
class Scenario:
    """Posts that are due, and what became of them in a run before, if there was one.

    ``edited`` is how they would be after an edit that nobody approved. ``filters`` says
    whether the network refuses words that are live already. ``before`` are faults of a
    run before, by the name of the step that each upsets.
    """

    targets: tuple[Target, ...]
    edited: tuple[Target, ...]
    filters: bool = True
    before: Mapping[str, str] = field(default_factory=dict)


def scenario(
    *posts: Mapping[str, object],
    filters: bool = True,
    before: Mapping[str, str] = MappingProxyType({}),
) -> Scenario:
    """A scenario of posts; of each, what differs from a plain one."""
    edits = [{**changes, **_edit(changes)} for changes in posts]
    return Scenario(
        tuple(each for changes in posts for each in _targets(changes)),
        tuple(each for changes in edits for each in _targets(changes)),
        filters,
        before,
    )


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
    late = SETTINGS.publishing.late
    for account in accounts:
        when = schedule(made, SETTINGS)
        each = sent[account.key]
        yield Target(made, account, when, late, each, digest, (made.path,))


_PLAIN: Mapping[str, object] = {}
_ECHO = {"id": "echo-2026", "publish_at": "2026-11-24 09:01"}
_THREAD = {"text": ..., "thread": ["One. 第一", "Two. دوم", "Three. 👩‍👩‍👧"]}
_LOST = {"publisher.send": "no answer, made"}

SCENARIOS: Mapping[str, Scenario] = {
    "post": scenario(_PLAIN),
    "thread": scenario(_THREAD),
    "same words": scenario(_PLAIN, _ECHO),
    "same words, no filter": scenario(_PLAIN, _ECHO, filters=False),
    "asap": scenario({"publish_at": "asap", "until": "2026-11-24 18:00"}),
    "too late": scenario({"publish_at": "2026-11-24 06:00"}),
    "two accounts": scenario({"accounts": ["acme", "beta"]}),
    "answer lost": scenario(_PLAIN, before=_LOST),
    "answer lost in a thread": scenario(_THREAD, before=_LOST),
    "died after its claim": scenario(_PLAIN, before={"store.push sending": "dies"}),
    "died before its send": scenario(_PLAIN, before={"publisher.send": "dies"}),
}
