"""A try ends in what was seen, and leaves nothing behind without saying so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from mergecast.dispatch.ports import OwnPost, Prepared, Unreadable
from mergecast.dispatch.trial import Result, Trial, Tried
from mergecast.loading import build
from mergecast.model.outcome import (
    Deleted,
    Deletion,
    NotSent,
    Outcome,
    Posted,
    Rejected,
    Unknown,
)
from mergecast.model.settings import Account
from mergecast.payload import PartPayload, payload

THREAD = {"id": "probe-1", "accounts": ["acme"], "thread": ["one", "two"]}
PARTS = payload(build.post("p.yaml", THREAD), Account("acme", "x", "acme_hq")).parts
LOST = Unknown("no clear answer")


@dataclass
class Hours:
    """A clock that only moves when somebody waits on it."""

    at: datetime = datetime(2026, 11, 24, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.at.timestamp()

    def sleep(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@dataclass
class Peer:
    """A network that answers as it was told to, and then as usual.

    What is ``lost`` is done, and not said.
    """

    answers: list[Outcome | str] = field(default_factory=list)
    deletions: list[Deletion] = field(default_factory=list)
    timelines: list[Unreadable] = field(default_factory=list)
    detached: bool = False
    live: dict[str, OwnPost] = field(default_factory=dict)
    deleted: list[str] = field(default_factory=list)
    numbers: int = 0

    def send(
        self, part: PartPayload, _prepared: Prepared, links: Mapping[str, str]
    ) -> Outcome:
        told = self.answers.pop(0) if self.answers else ""
        if told == "interrupt":
            raise KeyboardInterrupt
        if isinstance(told, Outcome):
            return told
        self.numbers += 1
        made = str(self.numbers)
        reference = part.body.get("reply_to")
        parent = links[reference["key"]] if reference and not self.detached else None
        self.live[made] = OwnPost(made, (str(part.body["text"]),), parent)
        return LOST if told == "lost" else Posted(made)

    def look_up(self, _since: datetime) -> tuple[OwnPost, ...] | Unreadable:
        return self.timelines.pop(0) if self.timelines else tuple(self.live.values())

    def delete(self, remote_id: str) -> Deletion:
        told = self.deletions.pop(0) if self.deletions else Deleted()
        if isinstance(told, Deleted):
            del self.live[remote_id]
            self.deleted.append(remote_id)
        return told

    def prepare(self, _part: PartPayload, _files: Mapping[str, bytes]) -> Prepared:
        raise AssertionError

    def is_live(self, _remote_id: str) -> bool | Unreadable:
        raise AssertionError


def tried(peer: Peer, stopped: Callable[[], str] = lambda: "") -> Tried:
    return Trial(peer, PARTS, Hours(), stopped).run()


def test_an_answer_that_a_timeline_shows_confirms_it_and_both_are_deleted() -> None:
    peer = Peer()
    done = tried(peer)

    assert done.result is Result.CONFIRMED
    assert [(post.id, post.deleted) for post in done.posts] == [
        ("1", True),
        ("2", True),
    ]
    assert peer.deleted == ["2", "1"]


def test_an_answer_that_is_refused_refutes_it() -> None:
    peer = Peer([("sent"), Rejected("X answered 403: no")])
    done = tried(peer)

    assert (done.result, done.reason) == (Result.REFUSED, "X answered 403: no")
    assert (peer.deleted, done.left) == (["1"], ())


@pytest.mark.parametrize("told", [Rejected("no"), NotSent("no credit", account=True)])
def test_where_the_first_does_not_go_out_nothing_was_posted(told: Outcome) -> None:
    peer = Peer([told])
    done = tried(peer)

    assert (done.result, done.posts, peer.live) == (Result.NOT_POSTED, (), {})


def test_what_a_network_does_not_see_yet_is_answered_later() -> None:
    unseen = NotSent("X does not see yet what the part answers")
    done = tried(Peer(["sent", unseen, unseen]))

    assert done.result is Result.CONFIRMED
    assert done.left == ()


@pytest.mark.parametrize(
    "told", [[NotSent("no")] * 4, [NotSent("no credit", account=True)]]
)
def test_an_answer_that_is_not_sent_settles_nothing(told: list[Outcome | str]) -> None:
    peer = Peer(["sent", *told])
    done = tried(peer)

    assert done.result is Result.UNCLEAR
    assert (peer.live, peer.answers, done.left) == ({}, [], ())


@pytest.mark.parametrize("answers", [["lost"], ["sent", "lost"], ["lost", "lost"]])
def test_what_went_out_unsaid_is_found_by_its_words(
    answers: list[Outcome | str],
) -> None:
    peer = Peer(answers)
    done = tried(peer)

    assert (done.result, peer.live, done.left) == (Result.CONFIRMED, {}, ())


@pytest.mark.parametrize("before", [0, 1])
def test_what_may_be_live_and_is_not_found_is_told(before: int) -> None:
    peer = Peer([*["sent"] * before, LOST])
    done = tried(peer)

    assert done.result is Result.UNCLEAR
    assert [(post.text, post.id) for post in done.left] == [
        (["one", "two"][before], "")
    ]
    assert peer.live == {}


def test_what_shows_up_late_is_still_deleted() -> None:
    peer = Peer(["lost"], timelines=[Unreadable("no")] * 7)
    done = tried(peer)

    assert done.result is Result.UNCLEAR
    assert (peer.live, done.left) == ({}, ())


def test_a_second_post_that_answers_nothing_settles_nothing() -> None:
    peer = Peer(detached=True)
    done = tried(peer)

    assert done.result is Result.UNCLEAR
    assert (peer.live, done.left) == ({}, ())


def test_an_answer_that_no_timeline_shows_settles_nothing() -> None:
    done = tried(Peer(timelines=[Unreadable("no")] * 6))

    assert done.result is Result.UNCLEAR
    assert done.left == ()


def test_what_cannot_be_deleted_is_told_with_its_reason() -> None:
    peer = Peer(deletions=[Rejected("no"), LOST, NotSent("too many requests")])
    done = tried(peer)

    assert done.result is Result.CONFIRMED
    assert [(post.id, post.why) for post in done.left] == [("2", "too many requests")]
    assert list(peer.live) == ["2"]


def test_a_deletion_is_tried_again() -> None:
    done = tried(Peer(deletions=[LOST, LOST]))

    assert done.left == ()


def test_under_a_freeze_nothing_goes_out() -> None:
    peer = Peer()
    done = tried(peer, lambda: "all is frozen: flood")

    assert (done.result, done.reason) == (Result.NOT_POSTED, "all is frozen: flood")
    assert peer.numbers == 0


def test_a_freeze_half_way_keeps_the_answer_back_and_takes_the_first_away() -> None:
    peer = Peer()
    looks = iter(["", "all is frozen: flood"])
    done = tried(peer, lambda: next(looks))

    assert done.result is Result.UNCLEAR
    assert (peer.numbers, peer.live, done.left) == (1, {}, ())


@pytest.mark.parametrize("answers", [["interrupt"], ["sent", "interrupt"]])
def test_an_interrupted_try_is_cleared_away(answers: list[Outcome | str]) -> None:
    peer = Peer(answers)
    done = tried(peer)

    assert (done.interrupted, done.result) == (True, Result.UNCLEAR)
    assert peer.live == {}


def test_a_bug_half_way_leaves_nothing_behind() -> None:
    peer = Peer()

    def stopped() -> str:
        if peer.numbers:
            raise RuntimeError
        return ""

    with pytest.raises(RuntimeError):
        tried(peer, stopped)
    assert peer.live == {}
