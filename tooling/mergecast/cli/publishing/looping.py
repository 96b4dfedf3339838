"""What `mergecast publish --loop` does: it stays, and keeps a log of what happens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from mergecast import clock
from mergecast.cli.publishing.supervision import ALIVE, READY, STOPPING, notify
from mergecast.cli.publishing.ticking import (
    Desk,
    asked_to_stop,
    refuse_to_wait_at_a_pretended_time,
)
from mergecast.cli.publishing.watching import Watched
from mergecast.cli.session import Session
from mergecast.dispatch.looping import keep
from mergecast.dispatch.ports import Clock
from mergecast.dispatch.tick import TickReport
from mergecast.dispatch.waiting import LOOK_EVERY, TICK_EVERY
from mergecast.dispatch.world import Step
from mergecast.errors import GitError, MergecastError
from mergecast.model.spoken import span
from mergecast.renderers.journal import Entry
from mergecast.renderers.tick import still

_ROOM = timedelta(seconds=15)
"""What an outside watch may take at most; nothing that is due waits for it."""

_MOST = 20
"""How many different words about one outage are worth a line."""

Write = Callable[[Entry], None]


def loop(session: Session, write: Write) -> None:
    """Publish until asked to stop; ``write`` gets what happens, as it happens.

    Raises:
        UsageError: time was to be pretended.
    """
    refuse_to_wait_at_a_pretended_time(session)
    from mergecast import __version__  # noqa: PLC0415 - only here

    with asked_to_stop() as stopping:
        journal = Journal(Desk(session, stopping), write)
        journal.desk.told = journal.step
        looks = int(LOOK_EVERY.total_seconds())
        journal.say("started", "", f"mergecast {__version__}, looks every {looks} s")
        notify(READY)
        keep(journal.desk.job(), journal)
        notify(STOPPING)
        journal.say("stopped", "", "asked to")


@dataclass(slots=True)
class Journal:
    """Writes what is new, once: it compares with what it wrote last.

    It keeps what stands still now, and nothing of what was.
    """

    desk: Desk
    write: Write
    time: Clock = clock
    watch: Watched = field(init=False)
    _reads: str = ""
    _note: str = ""
    _waits: dict[str, str] = field(default_factory=dict)
    _still: dict[str, tuple[str, str]] = field(default_factory=dict)
    _troubles: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """The watch's own trouble is news, too."""
        self.watch = Watched(lambda said: self.say("watch", "", said), self.time)

    def say(self, what: str, about: str, detail: str) -> None:
        """Write one thing down."""
        self.write(Entry(self.time.now(), what, about, detail))

    def step(self, step: Step) -> None:
        """Something was done with a part; what merely waits again is no news."""
        notify(ALIVE)
        key = str(step.key)
        if step.what == "waits":
            if self._waits.get(key) == step.detail:
                return
            self._waits[key] = step.detail
        self.say(step.what, key, step.detail)

    def ticked(self, report: TickReport, rests_until: datetime) -> None:
        """A tick is over: write what stands otherwise than before."""
        if self.desk.reads != self._reads:
            self._reads = self.desk.reads
            self.say("reads", "", self._reads)
        if self.desk.note != self._note:
            self._note = self.desk.note
            self.say("note", "", self._note or "all is set up")
        if not report.stale:
            self._stands(report)
        if not report.settled:
            self.watch.worry()
        self.looked(rests_until)

    def _stands(self, report: TickReport) -> None:
        done = {step.key.name for step in report.steps}
        now = {
            path: ("broken", f"run `mergecast check {path}`") for path in report.broken
        }
        for each in still(replace(report, steps=())):
            name = f"{each.target.post.name}@{each.target.account.key}"
            now[name] = (each.verb.value, each.reason)
            if each.target.post.name in done:
                self._still[name] = now[name]
        told = {step.key.account for step in report.steps if step.account}
        for account, reason in report.paused.items():
            if account not in told:
                now[f"account:{account}"] = ("rests", reason)
        for name, words in now.items():
            if self._still.get(name) != words:
                self.say(words[0], name, words[1])
        self._still = now
        waiting = {str(step.key) for step in report.steps if step.what == "waits"}
        self._waits = {k: v for k, v in self._waits.items() if k in waiting}

    def looked(self, rests_until: datetime) -> None:
        """All is well so far."""
        notify(ALIVE)
        if rests_until - self.time.now() > _ROOM:
            self.watch.tell()

    def failed(self, error: MergecastError, since: datetime) -> None:
        """Write trouble once, however long it lasts; tell of it what does not pass."""
        notify(ALIVE)
        first = not self._troubles
        if error.message not in self._troubles and len(self._troubles) < _MOST:
            self._troubles.add(error.message)
            hint = f" -> {error.hint}" if error.hint else ""
            goes_on = "; it is tried again until it works" if first else ""
            self.say("trouble", "", f"{error.message}{hint}{goes_on}")
            if not isinstance(error, GitError):
                self.watch.worry()
        if self.time.now() - since >= TICK_EVERY:
            self.watch.worry()
        if self.watch.worried:
            self.watch.tell()

    def recovered(self, since: datetime) -> None:
        """Write that it is over."""
        self._troubles.clear()
        self.say("recovered", "", f"after {span(self.time.now() - since)}")
