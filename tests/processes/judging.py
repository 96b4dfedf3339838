"""What really went out, compared with what the ledger says of it.

The network's side is what counts: each part live once, in the order of its thread; what
is held says that it may be live, or is not; and nothing is live that nobody sent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import requests
from cli.program import mergecast
from ledger.made_repositories import opened

from mergecast.model.key import Key
from mergecast.model.ledger_state import KeyState, PartState
from mergecast.repository.git import Git

if TYPE_CHECKING:
    from processes.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Live:
    """A post on the network."""

    id: str
    handle: str
    text: str
    reply_to: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """How all ended: the parts by state, and each thing that is wrong."""

    states: Counter[str]
    wrong: tuple[str, ...]


def judge(place: Workplace) -> Found:
    """Count the posts, and read the ledger from a clone that has seen nothing."""
    live = {post.id: post for post in _live(place)}
    states = _states(place)
    counted = Counter(
        "untouched" if state is None else _name(state) for state in states.values()
    )
    return Found(counted, tuple(_wrong(place, live, states)))


def _wrong(
    place: Workplace, live: Mapping[str, Live], states: Mapping[str, KeyState | None]
) -> Iterator[str]:
    words = Counter((post.handle, post.text) for post in live.values())
    parts = {
        key: (handle, text) for d in place.drafts for key, handle, text in d.parts()
    }
    wanted = Counter(parts.values())
    for said, times in words.items():
        if times > wanted[said]:
            yield f"{said} is live {times} times"
    recorded = Counter(
        str(state.remote_id)
        for state in states.values()
        if state is not None and state.state is PartState.POSTED
    )
    for remote_id, times in recorded.items():
        if times > 1:
            yield f"{remote_id} is recorded for {times} parts"
    for key, said in parts.items():
        state = states[key]
        if state is not None:
            yield from _wrong_state(key, state, words[said])
            yield from _wrong_record(key, said, live, states)
        elif not (
            _waits_for_its_parent(key, states)
            or _waits_for_its_twin(key, parts, states)
        ):
            yield f"{key} was forgotten"
    yield from _unrecorded(live, recorded, parts, states)


def _wrong_record(
    key: str,
    said: tuple[str, str],
    live: Mapping[str, Live],
    states: Mapping[str, KeyState | None],
) -> Iterator[str]:
    """Whether what is recorded as posted is that post, in its place."""
    state = states[key]
    if state is None or state.state is not PartState.POSTED:
        return
    post = live.get(str(state.remote_id))
    if post is None or (post.handle, post.text) != said:
        yield f"{key} is recorded as {state.remote_id}, which is not it"
    elif post.reply_to != _parent(key, states):
        yield f"{key} answers {post.reply_to}"


def _wrong_state(key: str, state: KeyState, times: int) -> Iterator[str]:
    if state.state not in {PartState.POSTED, PartState.HELD}:
        yield f"{key} ended as {_name(state)}"
    if state.state is PartState.HELD and not state.reason:
        yield f"{key} is held without a reason"
    if state.state is PartState.HELD and not state.may_be_live and times:
        yield f"{key} is held as not live, and its words are live"


def _unrecorded(
    live: Mapping[str, Live],
    recorded: Mapping[str, int],
    parts: Mapping[str, tuple[str, str]],
    states: Mapping[str, KeyState | None],
) -> Iterator[str]:
    """What is live and nobody's: only a part that is held may own it."""
    doubtful = {
        parts[key]
        for key, state in states.items()
        if state is not None and state.state is PartState.HELD and state.may_be_live
    }
    for post in live.values():
        if post.id not in recorded and (post.handle, post.text) not in doubtful:
            yield f"{post} is live and on no record"


def _waits_for_its_parent(key: str, states: Mapping[str, KeyState | None]) -> bool:
    parsed = Key.parse(key)
    before = (
        states[f"{parsed.post}@{parsed.account}:{number}"]
        for number in range(1, parsed.part or 1)
    )
    return any(state is not None and state.state is PartState.HELD for state in before)


def _waits_for_its_twin(
    key: str,
    parts: Mapping[str, tuple[str, str]],
    states: Mapping[str, KeyState | None],
) -> bool:
    """Whether the same words may be live, and a person has yet to say so."""
    twins = (other for other, said in parts.items() if said == parts[key])
    return any(
        (state := states[other]) is not None
        and state.state is PartState.HELD
        and state.may_be_live
        for other in twins
        if other != key
    )


def _parent(key: str, states: Mapping[str, KeyState | None]) -> str | None:
    parsed = Key.parse(key)
    if not parsed.part or parsed.part == 1:
        return None
    state = states[f"{parsed.post}@{parsed.account}:{parsed.part - 1}"]
    return state.remote_id if state else "nothing"


def _name(state: KeyState) -> str:
    doubt = " (may be live)" if state.may_be_live else ""
    return state.state.value + (doubt if state.state is PartState.HELD else "")


def _live(place: Workplace) -> Iterator[Live]:
    url = f"{place.sandbox.url}/_sandbox/posts"
    for post in requests.get(url, timeout=5).json()["posts"]:
        yield Live(post["id"], post["account"], post["text"], post["reply_to"])


def _states(place: Workplace) -> Mapping[str, KeyState | None]:
    """The state of every part, as a fresh clone sees it; the ledger must be whole."""
    fresh = place.team.folder.with_name("judge")
    place.team.git("clone", "-q", str(place.team.remote), str(fresh))
    place.team.git("pull", "-q", "origin", "main")
    done = mergecast(place.team, "ledger", "verify")
    assert done.code == 0, done.out + done.err
    with opened(Git(fresh)) as ledger:
        keys = [key for draft in place.drafts for key, _, _ in draft.parts()]
        return ledger.open().states(keys)
