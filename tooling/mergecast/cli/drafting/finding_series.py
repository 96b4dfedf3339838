"""Find the series that somebody names on the command line, or one of its days."""

from __future__ import annotations

from mergecast.cli.drafting.finding_posts import Found
from mergecast.cli.session import Session
from mergecast.errors import UsageError
from mergecast.loading.recurring import all_series
from mergecast.model.key import Key, KeyFormatError
from mergecast.model.series import Series
from mergecast.planning.recurrence import Span, occurrences, turns
from mergecast.repository.trees import WorkTree


def find_series(session: Session, name: str) -> Series | None:
    """The series that is meant by an id, or by its file; None where none is."""
    tree = WorkTree(session.workspace)
    return next(
        (each for each in all_series(tree) if name == each.id or _is(name, each)), None
    )


def _is(name: str, series: Series) -> bool:
    return "/" in name and (name == series.path or name.endswith(f"/{series.path}"))


def found_day(session: Session, name: str) -> Found | None:
    """The day of a series that ``id~date`` names; None where the name is no such.

    Raises:
        UsageError: there is no such series, or it does not come on that day.
    """
    try:
        key = Key.parse(name)
    except KeyFormatError:
        return None
    if key.date is None:
        series = find_series(session, name)
        if series is not None:
            days = list(turns(series))
            raise UsageError(
                f"'{name}' is a series: one of its days is taken back",
                hint=f"name the day: {name}~{days[0].text if days else 'YYYY-MM-DD'}; "
                "to end it all, change its `until`",
            )
        return None
    series = find_series(session, key.post)
    posts = occurrences(series, Span.only({(key.post, key.date)})) if series else ()
    post = next((each for each in posts if each.date == key.date), None)
    if series is None or post is None:
        raise UsageError(
            f"no series '{key.post}' comes on {key.date}",
            hint="look at `mergecast calendar show` for the days of series; what went "
            "out before the rule was changed is named under `retract:` by hand",
        )
    raw = WorkTree(session.workspace).read(series.path) or b""
    return Found(post, raw.decode())
