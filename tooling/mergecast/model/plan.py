"""Plans of a year, a quarter, a month and a week (``calendar/plan/``).

What a file is about is what its name says; what it says itself is kept beside that,
so that a check can tell where the two differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from mergecast.model.keeping import Keeping
from mergecast.model.periods import Period, Span
from mergecast.source import Route


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted, and the number to reach; None while nobody has said one."""

    route: Route
    name: str
    target: float | None = None
    unit: str | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    """What posts of a plan are about. ``path`` and ``route`` are where it stands."""

    id: str
    title: str
    path: str
    route: Route
    owner: str | None = None
    why: str | None = None
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class Assignment:
    """One person with a post or an idea; ``day`` is ``YYYY-MM-DD``."""

    route: Route
    who: str
    post: str | None = None
    idea: str | None = None
    theme: str | None = None
    campaign: str | None = None
    day: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan file; ``said`` is the period that it names itself.

    ``keeping`` has who keeps it and by when they look again.
    """

    path: str
    period: Period
    said: str
    keeping: Keeping = field(default_factory=Keeping)
    goals: tuple[str, ...] = ()
    themes: tuple[Theme, ...] = ()
    focus: tuple[str, ...] = ()
    campaigns: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    notes: str | None = None
    data: Mapping[str, object] = field(default_factory=dict, repr=False, compare=False)

    @property
    def every_measure(self) -> Iterator[Measure]:
        """Its own measures and those of its themes."""
        yield from self.measures
        for theme in self.themes:
            yield from theme.measures


@dataclass(frozen=True, slots=True)
class Plans:
    """All plans by the names of their files, and those that each theme stands in."""

    by_name: Mapping[str, Plan] = field(default_factory=dict)
    by_theme: Mapping[str, tuple[Plan, ...]] = field(default_factory=dict)

    @staticmethod
    def made(plans: Iterable[Plan]) -> Plans:
        """Of plans in any order; themes are looked up once a post."""
        named = {each.period.name: each for each in plans}
        themes: dict[str, tuple[Plan, ...]] = {}
        for plan in sorted(named.values(), key=lambda each: each.period.first):
            for name in dict.fromkeys(theme.id for theme in plan.themes):
                themes[name] = (*themes.get(name, ()), plan)
        return Plans(named, themes)

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.by_name)

    def __iter__(self) -> Iterator[Plan]:
        """Each plan, by name."""
        return iter(self.by_name.values())

    def of(self, *spans: Span) -> list[Plan]:
        """The plans of some lengths, the oldest first."""
        found = (each for each in self if each.period.span in spans)
        return sorted(found, key=lambda each: (each.period.first, each.period.name))

    def on(self, day: date, *spans: Span) -> list[Plan]:
        """The plans of some lengths (or all) that a day lies in, the longest first."""
        wanted = spans or tuple(Span)
        own = [each for each in self.of(*wanted) if each.period.holds(day)]
        return sorted(own, key=lambda each: _ORDER.index(each.period.span))

    def above(self, plan: Plan) -> list[Plan]:
        """The longer plans that share a day with this one, the nearest first."""
        longer = _ORDER[: _ORDER.index(plan.period.span)]
        own = [each for each in self.of(*longer) if each.period.meets(plan.period)]
        return sorted(own, key=lambda each: -_ORDER.index(each.period.span))

    def keeper(self, plan: Plan) -> str:
        """Who keeps a plan: its own keeper, or else that of the nearest above."""
        found = (each.keeping.owner for each in (plan, *self.above(plan)))
        return next((each for each in found if each), "")


NO_PLANS = Plans()

_ORDER = (Span.YEAR, Span.QUARTER, Span.MONTH, Span.WEEK)
