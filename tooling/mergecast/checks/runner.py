"""Run checks and stamp what they say with id and severity; apply suppression.

Pure: posts and facts come in as values, stamped remarks go out. Spans are added
later, only for what is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from mergecast.checks.base import (
    AsOf,
    AsOfCheck,
    CalendarCheck,
    Check,
    Context,
    FileCheck,
    Options,
    PostCheck,
    Present,
    ProcessCheck,
    Row,
    SeriesCheck,
    WorkspaceCheck,
)
from mergecast.findings import Remark, Severity
from mergecast.model.post import Post
from mergecast.model.series import Series
from mergecast.model.settings import CheckSetting

C = TypeVar("C", bound=Check)

_SETS_KEPT = 500


@dataclass(frozen=True, slots=True)
class Stamped:
    """A remark with the id and severity of its check."""

    id: str
    severity: Severity
    remark: Remark


@dataclass(frozen=True, slots=True)
class Active(Generic[C]):
    """A check that this workspace wants, with its severity and options there."""

    check: C
    severity: Severity
    options: Options


def active(
    checks: Iterable[C], wanted: Mapping[str, CheckSetting]
) -> tuple[Active[C], ...]:
    """The checks that are not switched off, as the workspace sets them."""
    unset = CheckSetting()
    found = []
    for check in checks:
        setting = wanted.get(check.ID, unset)
        if not setting.off:
            options = {**check.OPTIONS, **setting.options}
            severity = setting.severity or check.SEVERITY
            found.append(Active(check, severity, options))
    return tuple(found)


def check_post(
    post: Post, context: Context, checks: Iterable[Active[PostCheck]]
) -> Iterator[Stamped]:
    """What post checks say of one post, minus what its author suppressed."""
    for each in checks:
        here = replace(context, options=each.options) if each.options else context
        for remark in each.check.check(post, here):
            if each.check.ID not in suppressed(post.data):
                yield Stamped(each.check.ID, each.severity, remark)


@dataclass(frozen=True, slots=True)
class ByTraits:
    """Which checks to ask about a post: by its traits, worked out once for each set.

    Posts of a calendar have few sets of fields, and most checks look at one field.
    """

    checks: tuple[Active[PostCheck], ...]
    _known: dict[tuple[str, ...], tuple[Active[PostCheck], ...]] = field(
        default_factory=dict
    )

    def of(self, *traits: str) -> tuple[Active[PostCheck], ...]:
        """The checks that may have something to say of a post with these traits."""
        found = self._known.get(traits)
        if found is None:
            if len(self._known) >= _SETS_KEPT:
                self._known.clear()
            found = tuple(
                each
                for each in self.checks
                if not each.check.TRAITS or not each.check.TRAITS.isdisjoint(traits)
            )
            self._known[traits] = found
        return found


def check_calendar(
    rows: list[Row], context: Context, checks: Iterable[Active[CalendarCheck]]
) -> Iterator[Stamped]:
    """What calendar checks say; suppression needs the file and is the caller's."""
    for each in checks:
        here = replace(context, options=each.options)
        for remark in each.check.check(rows, here):
            yield Stamped(each.check.ID, each.severity, remark)


def check_as_of(
    post: Post, context: Context, as_of: AsOf, checks: Iterable[Active[AsOfCheck]]
) -> Iterator[Stamped]:
    """What as-of checks say of one post at one instant."""
    ignored = suppressed(post.data)
    for each in checks:
        here = replace(context, options=each.options)
        for remark in each.check.check(post, here, as_of):
            if each.check.ID not in ignored:
                yield Stamped(each.check.ID, each.severity, remark)


def check_series(
    series: Series, context: Context, checks: Iterable[Active[SeriesCheck]]
) -> Iterator[Stamped]:
    """What is said of a series' rule and days, minus what its author suppressed."""
    ignored = suppressed(series.data)
    for each in checks:
        here = replace(context, options=each.options)
        for remark in each.check.check(series, here):
            if each.check.ID not in ignored:
                yield Stamped(each.check.ID, each.severity, remark)


def check_file(
    path: str, text: str, checks: Iterable[Active[FileCheck]]
) -> Iterator[Stamped]:
    """What file checks say of one file that is not a post."""
    for each in checks:
        for remark in each.check.check(path, text):
            yield Stamped(each.check.ID, each.severity, remark)


def check_workspace(
    context: Context, checks: Iterable[Active[WorkspaceCheck]]
) -> Iterator[Stamped]:
    """What checks of settings and people say; nothing in those files suppresses it."""
    for each in checks:
        here = replace(context, options=each.options)
        for remark in each.check.check(here):
            yield Stamped(each.check.ID, each.severity, remark)


def check_process(
    context: Context, present: Present, checks: Iterable[Active[ProcessCheck]]
) -> Iterator[Stamped]:
    """What checks of how people work together say today."""
    for each in checks:
        here = replace(context, options=each.options)
        for remark in each.check.check(here, present):
            yield Stamped(each.check.ID, each.severity, remark)


def suppressed(data: Mapping[str, object]) -> frozenset[str]:
    """The ids in ``ignore: [{rule, because}]``; the schema wants a reason for each."""
    entries = data.get("ignore")
    if not isinstance(entries, list):
        return frozenset()
    return frozenset(
        str(entry["rule"])
        for entry in entries
        if isinstance(entry, dict) and "rule" in entry
    )
