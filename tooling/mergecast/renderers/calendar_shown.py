"""The calendar on a terminal: a month or a week in columns, or day by day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from mergecast.planning.agenda import Entry, Stage
from mergecast.planning.days import Days, View
from mergecast.planning.notes import NO_NOTES, Notes
from mergecast.renderers.calendar_notes import in_list, in_month, in_week, unread_lines
from mergecast.renderers.cells import cut, padded, width, wrap
from mergecast.renderers.encoders.terminal import encode_terminal

MARKS = {
    Stage.HELD: "!",
    Stage.MISSED: "!",
    Stage.BY_HAND: "@",
    Stage.GOING: ">",
    Stage.PARTLY: "~",
    Stage.LIVE: "*",
    Stage.RETRACTED: "x",
    Stage.CANCELLED: "x",
    Stage.UNREAD: "?",
    Stage.SCHEDULED: " ",
    Stage.IDEA: "?",
}
"""How a post stands, without colours too."""

# Of the terminal's own sixteen, as elsewhere: red asks for a person.
_STAGE_COLOUR = {
    Stage.HELD: "31",
    Stage.MISSED: "33",
    Stage.BY_HAND: "35",
    Stage.GOING: "36",
    Stage.PARTLY: "36",
    Stage.LIVE: "32",
    Stage.RETRACTED: "2",
    Stage.CANCELLED: "2",
}
_BUCKET_COLOUR = {"evergreen": "32", "industry": "34", "reactive": "35"}

_LEAST, _MOST = 10, 30
"""Cells of a column."""

_SHOWN = 4
"""Posts of a day in a month; a week shows all."""

_ONE_ROW = 16
"""Cells of a column from which on a row holds a time and some words."""

_NARROW = 48
"""Cells of a terminal below which nothing is set in deep."""


@dataclass(frozen=True, slots=True)
class CalendarReport:
    """What is shown: each day's posts and notes, and ideas that have no time yet."""

    view: View
    shown: Days
    zone: ZoneInfo
    now: datetime
    days: Mapping[date, Sequence[Entry]]
    ideas: Sequence[Entry] = ()
    by_bucket: bool = False
    notes: Notes = NO_NOTES

    @property
    def entries(self) -> Iterator[Entry]:
        """All of them, in order."""
        for each in self.days.values():
            yield from each

    @property
    def accounts(self) -> int:
        """How many accounts they are on."""
        return len({name for each in self.entries for name in each.post.accounts})


def calendar_text(report: CalendarReport, *, columns: int, colour: bool) -> str:
    """The calendar as text that fits in so many cells."""
    sheet = _Sheet(report, columns, colour=colour)
    lines = [*sheet.head()]
    wide = columns >= 7 * (_LEAST + 1) and report.view is not View.AGENDA
    lines += sheet.grid() if wide else sheet.list()
    lines += sheet.foot()
    return "\n".join(line.rstrip() for line in lines) + "\n"


@dataclass(frozen=True, slots=True)
class _Sheet:
    report: CalendarReport
    columns: int
    colour: bool

    def head(self) -> Iterator[str]:
        """Which days these are, and whose clock is meant."""
        first, last = self.report.shown.first, self.report.shown.last
        middle = first + (last - first) / 2
        named = {
            View.MONTH: f"{middle:%B %Y}",
            View.WEEK: f"Week {first:%V}, {first:%G}",
            View.AGENDA: f"{first:%Y-%m-%d} to {last:%Y-%m-%d}",
        }[self.report.view]
        told = f"times in {self.report.zone.key}"
        if width(named) + 2 + width(told) > self.columns:
            yield self._painted(named, "1")
            yield from wrap(told, self.columns)
        else:
            yield f"{self._painted(named, '1')}  {told}"

    def grid(self) -> Iterator[str]:
        """A column for each weekday."""
        room = min(_MOST, (self.columns - 6) // 7)
        for week in self.report.shown.weeks:
            yield self._rule(room)
            yield from self._row([self._cell(day, room) for day in week], room)
        yield self._rule(room)

    def _rule(self, room: int) -> str:
        return self._painted("+".join(["-" * room] * 7), "2")

    def _row(self, cells: Sequence[Sequence[str]], room: int) -> Iterator[str]:
        bar = self._painted("|", "2")
        for number in range(max(map(len, cells))):
            yield bar.join(
                cell[number] if number < len(cell) else " " * room for cell in cells
            )

    def _cell(self, day: date, room: int) -> list[str]:
        entries = self.report.days[day]
        month = self.report.view is View.MONTH
        most = _SHOWN if month else len(entries)
        if len(entries) == most + 1:
            most += 1
        lines = [self._day(day, room), *self._noted(day, room)]
        for each in entries[:most]:
            rows = self._rows(each, room)
            lines += [
                self._painted(padded(row, room), self._tint(each)) for row in rows
            ]
        if len(entries) > most:
            lines.append(padded(f" +{len(entries) - most} more", room))
        return lines

    def _noted(self, day: date, room: int) -> Iterator[str]:
        said = self.report.notes.days.get(day, ())
        month = self.report.view is View.MONTH
        for row in in_month(said) if month else in_week(said, room):
            yield self._painted(padded(row, room), "2")

    def _rows(self, each: Entry, room: int) -> list[str]:
        """A post in a column: one or two rows of a month, all of it in a week."""
        when = f"{MARKS[each.stage]}{self._time(each)}"
        title = encode_terminal(each.title)
        if self.report.view is View.MONTH:
            narrow = room < _ONE_ROW
            return [when, f" {title}"] if narrow else [f"{when} {title}"]
        told = f"{when} {title}"
        if self.report.accounts > 1:
            told += f" [{encode_terminal(', '.join(each.post.accounts))}]"
        return wrap(told, room)

    def _day(self, day: date, room: int) -> str:
        today = self.report.now.astimezone(self.report.zone).date()
        name = f"{day:%a %d}"
        if day == today:
            name += " today" if len(name) + 6 <= room else " now"
            return self._painted(padded(name, room), "7")
        beside = self.report.view is View.MONTH and day.month != self._month
        return self._painted(padded(name, room), "2" if beside else "1")

    @property
    def _month(self) -> int:
        return self.report.shown.weeks[1][0].month

    def list(self) -> Iterator[str]:
        """A line for each post, under its day; days with none are left out."""
        for day, entries in self.report.days.items():
            said = self.report.notes.days.get(day, ())
            if not entries and not said:
                continue
            yield self._painted(f"{day:%a %Y-%m-%d}", "1")
            for line in in_list(said, self.columns):
                yield f" {self._painted(line, '2')}"
            for each in entries:
                yield from self._entry(each)
        if not any(self.report.days.values()):
            yield "nothing is planned in these days"

    def _entry(self, each: Entry) -> Iterator[str]:
        post = each.post
        told = (each.stage, post.text("bucket"), post.text("campaign"))
        about = ", ".join(filter(None, told))
        where = " ".join(post.accounts)
        head = f"{MARKS[each.stage]} {self._time(each)} {post.name}  {where}  ({about})"
        # On a phone's terminal every cell counts.
        deep = 9 if self.columns >= _NARROW else 3
        first, *more = wrap(encode_terminal(head), self.columns - deep)
        yield f" {self._painted(first, self._tint(each))}"
        for line in more:
            yield f"{' ' * deep}{self._painted(line, self._tint(each))}"
        title = cut(encode_terminal(each.title), max(1, self.columns - deep))
        yield f"{' ' * deep}{title}"
        if each.url:
            # Whole, so that it can be followed.
            yield f"{' ' * deep}{encode_terminal(each.url)}"

    def foot(self) -> Iterator[str]:
        """What the marks mean, as far as they are there, and what has no time yet."""
        there = {each.stage for each in self.report.entries} - {Stage.SCHEDULED}
        meant = [f"{MARKS[stage]} {stage}" for stage in Stage if stage in there]
        if meant:
            yield from wrap("   ".join(meant), self.columns)
        yield from unread_lines(self.report.notes.unread, self.columns)
        if self.report.ideas:
            names = ", ".join(each.post.id for each in self.report.ideas)
            count = len(self.report.ideas)
            ideas = "1 idea" if count == 1 else f"{count} ideas"
            told = encode_terminal(f"{ideas} without a time: {names}")
            yield from wrap(told, self.columns)

    def _time(self, each: Entry) -> str:
        at = (each.at or self.report.now).astimezone(self.report.zone)
        return f"<{at:%H:%M}" if each.asap else f"{at:%H:%M}"

    def _tint(self, each: Entry) -> str:
        if self.report.by_bucket:
            return _BUCKET_COLOUR.get(each.post.text("bucket") or "", "0")
        return _STAGE_COLOUR.get(each.stage, "0")

    def _painted(self, text: str, code: str) -> str:
        return f"\033[{code}m{text}\033[0m" if self.colour and code != "0" else text
