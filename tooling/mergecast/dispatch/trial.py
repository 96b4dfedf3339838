"""Try whether a network lets an account answer itself: two posts, deleted at once.

The posts are none of the calendar: no event of the ledger names them, and their words
carry a number drawn by chance, so that a look-up for a part that may be live can never
take one for it. Whatever happens on the way, what was posted is deleted, the answer
first; what could not be is named.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from mergecast.dispatch.ports import Clock, OwnPost, Prepared, Publisher, Unreadable
from mergecast.dispatch.words import digest_of
from mergecast.model.outcome import (
    Deleted,
    NotSent,
    Outcome,
    Posted,
    Rejected,
    Unknown,
)
from mergecast.payload import PartPayload

_AGAIN = (0.0, 5.0, 15.0, 30.0)
"""Seconds before the answer is sent, and sent again where it certainly was not."""
_LOOKS = (0.0, 2.0, 5.0, 10.0, 20.0, 30.0)
"""Seconds before each look at the timeline."""
_DELETIONS = (0.0, 2.0, 8.0)
_SKEW = timedelta(minutes=2)


class Result(StrEnum):
    """What the try has shown; the first two are also what settings say."""

    CONFIRMED = "confirmed"
    REFUSED = "refused"
    UNCLEAR = "unclear"
    NOT_POSTED = "not-posted"


@dataclass(frozen=True, slots=True)
class TrialPost:
    """A post of the try. Without an id it may be live, and nobody knows where."""

    text: str
    id: str = ""
    deleted: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Tried:
    """How the try ended, and what became of its posts."""

    result: Result
    reason: str
    posts: tuple[TrialPost, ...] = ()
    interrupted: bool = False

    @property
    def left(self) -> tuple[TrialPost, ...]:
        """What is live still, or may be."""
        return tuple(post for post in self.posts if not post.deleted)


@dataclass(slots=True)
class Trial:
    """One try. ``stopped`` takes a last look: why nothing may go out, or nothing."""

    publisher: Publisher
    parts: Sequence[PartPayload]
    clock: Clock
    stopped: Callable[[], str]
    posts: list[TrialPost] = field(default_factory=list)
    since: datetime = field(init=False)

    def run(self) -> Tried:
        """Post, answer, look, delete.

        Raises:
            Exception: a bug, or an adapter's; what was posted is deleted then, too.
        """
        self.since = self.clock.now() - _SKEW
        interrupted = False
        result, reason = Result.UNCLEAR, "it was interrupted"
        try:
            result, reason = self._verdict()
        except KeyboardInterrupt:
            interrupted = True
        finally:
            self._clear()
        return Tried(result, reason, tuple(self.posts), interrupted)

    def _verdict(self) -> tuple[Result, str]:
        if why := self.stopped():
            return Result.NOT_POSTED, why
        match self._sent(self.parts[0], {}):
            case Posted(first):
                return self._of_answer(first)
            case Unknown(evidence):
                return Result.UNCLEAR, f"the first post may be live: {evidence}"
            case NotSent(reason) | Rejected(reason):
                return Result.NOT_POSTED, reason

    def _of_answer(self, first: str) -> tuple[Result, str]:
        match self._answered({str(self.parts[0].key): first}):
            case Posted(answer):
                return self._seen(answer, first)
            case Unknown(evidence):
                return Result.UNCLEAR, f"the answer may be live: {evidence}"
            case NotSent(reason):
                return Result.UNCLEAR, f"the answer was not sent: {reason}"
            case Rejected(reason):
                return Result.REFUSED, reason

    def _sent(self, part: PartPayload, links: dict[str, str]) -> Outcome:
        """Send a part; where that is unclear, its words are looked for."""
        text = str(part.body["text"])
        # Kept before it is sent: whatever interrupts it, it may be live then.
        self.posts.append(TrialPost(text))
        outcome = self.publisher.send(part, Prepared(), links)
        if isinstance(outcome, NotSent | Rejected):
            self.posts.pop()
            return outcome
        found = outcome.id if isinstance(outcome, Posted) else self._found(text)
        self.posts[-1] = TrialPost(text, found)
        return Posted(found) if found else outcome

    def _answered(self, links: dict[str, str]) -> Outcome:
        """The answer; what was certainly not sent is tried again for a while.

        A network may not see at once what it is asked to answer.
        """
        outcome: Outcome = NotSent("")
        for rest in _AGAIN:
            self.clock.sleep(rest)
            if why := self.stopped():
                return NotSent(why)
            outcome = self._sent(self.parts[1], links)
            if not isinstance(outcome, NotSent) or outcome.account:
                break
        return outcome

    def _seen(self, answer: str, first: str) -> tuple[Result, str]:
        """Whether the timeline shows the answer as one to the first post."""
        for post in self._looks(lambda each: each.id == answer):
            if post.reply_to == first:
                return Result.CONFIRMED, "the second post is an answer to the first"
            return Result.UNCLEAR, "the second post is live, and no answer to the first"
        return Result.UNCLEAR, "the answer was taken, and no timeline showed it so far"

    def _found(self, text: str) -> str:
        """The id of the post with these words; empty where none is seen."""
        wanted = digest_of(text)
        fits = self._looks(lambda each: wanted in map(digest_of, each.texts))
        return next((post.id for post in fits), "")

    def _looks(self, fits: Callable[[OwnPost], bool]) -> list[OwnPost]:
        """The post that fits, as soon as a timeline shows it; empty after a minute."""
        for rest in _LOOKS:
            self.clock.sleep(rest)
            seen = self.publisher.look_up(self.since)
            found = () if isinstance(seen, Unreadable) else filter(fits, seen)
            for post in found:
                return [post]
        return []

    def _clear(self) -> None:
        """Delete what was posted, the answer first."""
        for at in reversed(range(len(self.posts))):
            post = self.posts[at]
            found = post.id or self._found(post.text)
            self.posts[at] = replace(post, id=found)
            if found:
                self.posts[at] = self._deleted(self.posts[at])

    def _deleted(self, post: TrialPost) -> TrialPost:
        why = ""
        for rest in _DELETIONS:
            self.clock.sleep(rest)
            outcome = self.publisher.delete(post.id)
            if isinstance(outcome, Deleted):
                return replace(post, deleted=True)
            why = outcome.evidence if isinstance(outcome, Unknown) else outcome.reason
        return replace(post, why=why)
