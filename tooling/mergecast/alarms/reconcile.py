"""What to do about each notice so that people see what is so, each thing once. Pure.

One notice for each thing. People are told when it is new, when it got worse, when it
came back, and when nobody saw to it; all else is brought up to date in silence. What is
settled closes by itself. Closing it by hand settles nothing, unless somebody says so:
closed as not planned, it stays closed until it gets worse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mergecast.alarms.alarm import LIVE, Alarm, Kind
from mergecast.alarms.duty import next_rung
from mergecast.alarms.marker import Mark, written
from mergecast.alarms.ports import Did, Issue, Step, Words

SOON = timedelta(minutes=30)
LATER = timedelta(hours=2)
_A_TICK = timedelta(minutes=1)
"""Two runs at once call nobody twice."""
_CALM = frozenset({Kind.FROZEN, Kind.BROKEN, Kind.MANUAL, Kind.WAITING, Kind.BUDGET})
"""For these nobody is called twice."""

Ladder = Callable[[Alarm], Sequence[Sequence[str]]]
"""Who is to see to an alarm, rung by rung."""
Ended = Callable[[Mark], str | None]
"""How something was settled; None where it is not, or where that cannot be known."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What decides about notices: who is told, in which words, and what is settled."""

    words: Words
    ladder: Ladder
    ended: Ended
    now: datetime
    rehearsal: bool = False

    def steps(self, issues: Sequence[Issue], alarms: Sequence[Alarm]) -> list[Step]:
        """What is to be done."""
        return [*self._steps(issues, alarms)]

    def _steps(
        self, issues: Sequence[Issue], alarms: Sequence[Alarm]
    ) -> Iterator[Step]:
        here = [one for one in issues if one.mark.rehearsal is self.rehearsal]
        for issue in issues:
            if issue not in here and issue.is_open:
                yield self._settled(issue, "it was of another time: see `live`")
        kept, twice = _apart(here)
        for first, issue in twice:
            yield self.duplicate(issue, first.number)
        for alarm in alarms:
            known = kept.pop(alarm.id, None)
            step = self._known(known, alarm) if known else self._new(alarm)
            if step is not None:
                yield step
        for issue in kept.values():
            how = self.ended(issue.mark) if issue.is_open else None
            if how is not None:
                yield self._settled(issue, how)

    def _new(self, alarm: Alarm) -> Step | None:
        if alarm.kind is Kind.WAITING:
            return None
        logins = next_rung(self.ladder(alarm), ())
        mark = self._mark(alarm, logins)
        return replace(self._step(Did.OPENED, alarm, mark), assign=logins)

    def _known(self, issue: Issue, alarm: Alarm) -> Step | None:
        if not issue.is_open:
            return self._closed(issue, alarm)
        mark = issue.mark
        if alarm.level > mark.level:
            return self._again(Did.WORSE, issue, alarm)
        if alarm.kind is Kind.CLOCK and self.now - mark.at >= _A_TICK:
            return self._called_again(issue, alarm)
        if alarm.kind not in _CALM and self.now - mark.at >= _patience(alarm):
            more = next_rung(self.ladder(alarm), mark.told)
            if more:
                called = self._mark(alarm, (*mark.told, *more))
                step = self._step(Did.REMINDED, alarm, called, issue)
                said = self.words.remind(alarm, more)
                return replace(step, comment=said, assign=more)
        same = replace(mark, kind=alarm.kind, level=alarm.level)
        step = self._step(Did.CHANGED, alarm, same, issue)
        alike = _plain(step.body) == _plain(issue.body) and step.title == issue.title
        return None if alike else step

    def _called_again(self, issue: Issue, alarm: Alarm) -> Step:
        """In a crisis the backup is called at each run, until it is done."""
        logins = next_rung(self.ladder(alarm), ()) or issue.mark.told
        step = self._step(Did.REMINDED, alarm, self._mark(alarm, logins), issue)
        return replace(step, comment=self.words.remind(alarm, logins), assign=logins)

    def _closed(self, issue: Issue, alarm: Alarm) -> Step | None:
        if alarm.kind is Kind.WAITING:
            return None
        dismissed = issue.dismissed and not issue.mark.settled
        if dismissed and alarm.level <= issue.mark.level:
            return None
        return self._again(Did.REOPENED, issue, alarm)

    def _again(self, did: Did, issue: Issue, alarm: Alarm) -> Step:
        """Tell those whom it concerns now, whoever was told before."""
        logins = next_rung(self.ladder(alarm), ()) or issue.mark.told
        say = self.words.worse if did is Did.WORSE else self.words.back
        step = self._step(did, alarm, self._mark(alarm, logins), issue)
        return replace(step, comment=say(alarm, logins), assign=logins)

    def _settled(self, issue: Issue, how: str) -> Step:
        mark = replace(issue.mark, settled=True, level=0)
        return _closing(Did.SETTLED, issue, mark, self.words.settled(how), how)

    def duplicate(self, issue: Issue, number: int) -> Step:
        """Close one of two that are about the same."""
        mark = replace(issue.mark, settled=True)
        return _closing(Did.DUPLICATE, issue, mark, self.words.duplicate(number))

    def _mark(self, alarm: Alarm, told: Sequence[str]) -> Mark:
        return Mark(
            alarm.id,
            alarm.kind,
            alarm.level,
            tuple(told),
            self.now,
            rehearsal=self.rehearsal,
        )

    def _step(
        self,
        did: Did,
        alarm: Alarm,
        mark: Mark,
        issue: Issue | None = None,
    ) -> Step:
        return Step(
            did,
            mark,
            self.words.title(alarm),
            written(mark) + self.words.page(alarm, mark.told),
            issue.number if issue else None,
            issue.url if issue else "",
            close=False if did is Did.REOPENED else None,
            words=alarm.reason,
        )


def _patience(alarm: Alarm) -> timedelta:
    return SOON if alarm.level >= LIVE else LATER


def _closing(did: Did, issue: Issue, mark: Mark, comment: str, words: str = "") -> Step:
    body = written(mark) + issue.body.partition("\n")[2]
    return Step(
        did,
        mark,
        issue.title,
        body,
        issue.number,
        issue.url,
        close=True,
        comment=comment,
        words=words,
    )


def _apart(
    issues: Sequence[Issue],
) -> tuple[dict[str, Issue], list[tuple[Issue, Issue]]]:
    """The one for each thing: open before closed; and then which are open twice.

    Of what is open the oldest counts, of what is closed the newest.
    """
    kept: dict[str, Issue] = {}
    twice: list[tuple[Issue, Issue]] = []
    for issue in sorted(issues, key=_order):
        first = kept.setdefault(issue.mark.id, issue)
        if first is not issue and issue.is_open:
            twice.append((first, issue))
    return kept, twice


def _order(issue: Issue) -> tuple[bool, int]:
    return (not issue.is_open, issue.number if issue.is_open else -issue.number)


def _plain(body: str) -> str:
    """A body as it was written: editors on the web change the ends of lines."""
    return body.replace("\r\n", "\n").strip()
