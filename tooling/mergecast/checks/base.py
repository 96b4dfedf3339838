"""What a check is, and what it may look at.

A check is a module: its docstring says what it is for, with examples that run as
tests; ``ID`` names it; ``SEVERITY`` is its severity unless the workspace says
otherwise; ``check`` yields remarks. A check knows nothing of severity overrides,
suppression or output, does no I/O, and imports no other check.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple, Protocol

from mergecast.findings import Remark, Severity
from mergecast.model.departments import NO_DEPARTMENTS, Departments
from mergecast.model.media import MediaFact
from mergecast.model.post import Post
from mergecast.model.rota import Holidays
from mergecast.model.schedule import Schedule
from mergecast.model.series import Series
from mergecast.model.statement import StatementFact
from mergecast.model.workspace import Workspace
from mergecast.source import Place

if TYPE_CHECKING:
    from mergecast.people.workload import Planned
    from mergecast.planning.agenda import Entry

Options = Mapping[str, object]

Traits = frozenset[str]
"""What a post must have one of for a check to be asked; empty: it is always asked.

The names of its fields are traits of a post, and those below.
"""

NOT_ASCII = "(not ASCII)"
"""Some text of the post may have a character beyond ASCII."""

GUIDED = "(style guide)"
"""The workspace has files of a style guide, so every post may be its business."""

MEDIA_DOUBT = "(media doubt)"
"""One of the files that the post names is no plain image (``basis.plain_images``)."""

TIME_TROUBLE = "(time trouble)"
"""The post's schedule has a trouble."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a post's check may look at besides the post.

    ``schedule`` is the post's own. ``media`` holds a fact for each file that the post
    names. ``options`` are this check's, the workspace's over its defaults.
    ``statement`` is what is known of the one that the post was made from.
    """

    workspace: Workspace
    schedule: Schedule = field(default_factory=Schedule)
    media: Mapping[str, MediaFact] = field(default_factory=dict)
    options: Options = field(default_factory=dict)
    statement: StatementFact = field(default_factory=StatementFact)


class Row(NamedTuple):
    """What the checks of a whole calendar need of one post: small, for 100,000 of them.

    ``at`` is epoch seconds, None without a time. ``texts`` are hashes of each
    account's whole text, in the order of ``accounts``; equal texts, equal hashes, and
    0 where there are no words. ``refers`` are the fields that name a post of ours, and
    its id. ``costs`` are what each account's network takes, in micro-dollars, where
    somebody may want to know: there is a budget, or the post is of a campaign.
    ``hurried`` is the ``until`` of a post that goes out at once by the fast lane.
    A day of a series has the id ``<series>~<date>``, and the series has a row of its
    own as well.
    """

    path: str
    id: str
    accounts: tuple[str, ...]
    at: int | None
    texts: tuple[int, ...]
    draft: bool = False
    refers: tuple[tuple[str, str], ...] = ()
    costs: tuple[int, ...] = ()
    campaign: str = ""
    hurried: str = ""

    def span(self, *route: str | int) -> Place:
        """The place of a value of this post, for a remark."""
        if "~" in self.id and route[:1] in _IN_A_SERIES:
            return Place(self.path, (_IN_A_SERIES[route[:1]],))
        return Place(self.path, route)


_IN_A_SERIES: Mapping[tuple[str | int, ...], str] = {
    ("publish_at",): "starts",
    ("text",): "texts",
    ("thread",): "texts",
}
"""What stands for a field of a post in the file of a series."""


class Crowd(NamedTuple):
    """A post that others brought, and that leaves one of this branch no room.

    ``after`` is how much later than that one it goes out, ``whose`` where it is, in
    words, and ``free`` the next free slot of its accounts, where these have slots.
    """

    account: str
    id: str
    path: str
    after: timedelta
    whose: str
    free: str | None = None


@dataclass(frozen=True, slots=True)
class AsOf:
    """What an as-of check may look at: time, and what is new on this branch.

    ``new`` is true where the file is new or moved against the publishing branch;
    ``moved`` where that branch has a post of this id, here or elsewhere, which so got
    another time; ``recorded`` are ids that the ledger already knows (empty where it
    was not read).

    ``live`` says on which accounts something of the post is live, and where (empty
    where that is not known); ``edited`` are those on which this branch changes what
    readers get; ``gone`` is true where it takes the file away: the post is then as it
    was. ``crowd`` is what others brought meanwhile that is too close to it.
    ``beside`` are other posts that may say nearly the same.
    """

    now: datetime
    new: bool
    recorded: frozenset[str] = frozenset()
    moved: bool = False
    live: Mapping[str, str] = field(default_factory=dict)
    edited: frozenset[str] = frozenset()
    gone: bool = False
    beside: Sequence[Post] = ()
    crowd: tuple[Crowd, ...] = ()


@dataclass(frozen=True, slots=True)
class Present:
    """What a process check may look at besides the workspace: what is so today.

    ``planned`` are the posts of the weeks to come. ``holidays`` are public holidays of
    the regions that the rota names, and ``unread`` why those of a region are not known.
    ``calendar`` are the posts around today that plans and campaigns ask for, and
    ``departments`` what other calendars have in these weeks.
    """

    now: datetime
    planned: Sequence[Planned] = ()
    holidays: Holidays = field(default_factory=dict)
    unread: Mapping[str, str] = field(default_factory=dict)
    calendar: Sequence[Entry] = ()
    departments: Departments = NO_DEPARTMENTS


class Check(Protocol):
    """What every check module has, whatever it looks at."""

    ID: str
    SEVERITY: Severity
    OPTIONS: Options


class PostCheck(Check, Protocol):
    """Looks at one post; timeless, so its result is cached.

    ``TRAITS`` spares a post without any of them the question.
    """

    TRAITS: Traits

    def check(self, post: Post, context: Context) -> Iterable[Remark]:
        """Yield what is wrong with ``post``."""
        ...


class SeriesCheck(Check, Protocol):
    """Looks at one series, its rule and its days; timeless."""

    def check(self, series: Series, context: Context) -> Iterable[Remark]:
        """Yield what is wrong with ``series``; its words are looked at as posts."""
        ...


class CalendarCheck(Check, Protocol):
    """Looks at all posts side by side; timeless."""

    def check(self, rows: Sequence[Row], context: Context) -> Iterable[Remark]:
        """Yield what is wrong between posts; ``context`` holds no post's facts."""
        ...


class AsOfCheck(Check, Protocol):
    """Looks at one post and at the present; never cached."""

    def check(self, post: Post, context: Context, as_of: AsOf) -> Iterable[Remark]:
        """Yield what is wrong with ``post`` now."""
        ...


class FileCheck(Check, Protocol):
    """Looks at the path and text of a file that is not a post."""

    def check(self, path: str, text: str) -> Iterable[Remark]:
        """Yield what is wrong with the file; most paths are not its business."""
        ...


class WorkspaceCheck(Check, Protocol):
    """Looks at settings and people side by side; timeless."""

    def check(self, context: Context) -> Iterable[Remark]:
        """Yield what is wrong with them; ``context`` holds no post's facts."""
        ...


class ProcessCheck(Check, Protocol):
    """Looks at how people work together, today; it never stops a post."""

    def check(self, context: Context, present: Present) -> Iterable[Remark]:
        """Yield what somebody has to see to, each with its owner."""
        ...
