"""Look at one file: through the front door, its schema and every check on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from mergecast.checks import content_file_name, table
from mergecast.checks.base import (
    GUIDED,
    MEDIA_DOUBT,
    NOT_ASCII,
    TIME_TROUBLE,
    Context,
    FileCheck,
    PostCheck,
    Row,
    SeriesCheck,
)
from mergecast.checks.basis.plain_images import doubtful
from mergecast.checks.basis.rows import row
from mergecast.checks.runner import (
    Active,
    ByTraits,
    Stamped,
    active,
    check_file,
    check_post,
)
from mergecast.findings import Finding, Severity
from mergecast.inspection.guided import Guide
from mergecast.loading import build, build_series, paths
from mergecast.loading.hazards import HAZARDS
from mergecast.loading.post_media import MediaReader
from mergecast.loading.shape import SHAPES
from mergecast.loading.spans import locate
from mergecast.loading.statements import StatementReader
from mergecast.loading.workspace import FileRead, Loaded, read
from mergecast.model.blackout import BLACKOUTS
from mergecast.model.budget import NO_LIMIT
from mergecast.model.post import Post
from mergecast.model.schedule import schedule
from mergecast.model.whole_guide import NO_GUIDE
from mergecast.model.workspace import Workspace
from mergecast.repository.git import Git
from mergecast.source import TOP, Place, Span
from mergecast.style.engine import Engine


@dataclass(frozen=True, slots=True)
class Desk:
    """What stays the same from one file to the next.

    ``posts`` is empty where the settings are unusable: then only the form of a post
    can be judged. ``limited`` are the campaigns that have a budget, None if not known.
    """

    workspace: Workspace
    posts: ByTraits
    files: tuple[Active[FileCheck], ...]
    media: MediaReader
    guide: Guide = field(default_factory=lambda: Guide(Engine(())))
    statements: StatementReader = field(default_factory=lambda: StatementReader({}))
    limited: frozenset[str] | None = None
    series: tuple[Active[SeriesCheck], ...] = ()


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of looking at one file; ``rows`` only of a readable post or series."""

    findings: tuple[Finding, ...] = ()
    rows: tuple[Row, ...] = ()
    media: tuple[str, ...] = ()


def desk(
    loaded: Loaded,
    media: MediaReader,
    guide: Guide | None = None,
    git: Git | None = None,
) -> Desk:
    """Everything needed to look at the files of a loaded workspace."""
    guide = guide or Guide(Engine(()))
    wanted = loaded.workspace.settings.checks
    return Desk(
        loaded.workspace,
        ByTraits(
            _told_what_exists(active(table.POST_CHECKS, wanted), guide.names)
            if loaded.usable
            else ()
        ),
        active(table.FILE_CHECKS, wanted),
        media,
        guide,
        StatementReader(loaded.workspace.playbooks.statements, git),
        _limited(loaded.workspace),
        active(table.SERIES_CHECKS, wanted) if loaded.usable else (),
    )


def _limited(workspace: Workspace) -> frozenset[str]:
    """The campaigns that have a budget."""
    campaigns = workspace.campaigns.items()
    return frozenset(key for key, own in campaigns if own.budget != NO_LIMIT)


def _told_what_exists(
    active: tuple[Active[PostCheck], ...], rules: frozenset[str]
) -> tuple[Active[PostCheck], ...]:
    """The checks, those that ask for ``known`` ids given all that there are."""
    ids = (each.ID for each in table.every_check())
    known = rules.union(ids, HAZARDS, SHAPES)
    return tuple(
        replace(each, options={**each.options, "known": known})
        if "known" in each.check.OPTIONS
        else each
        for each in active
    )


def look_at_post(path: str, raw: bytes, desk: Desk) -> Looked:
    """Everything timeless that can be said of one post file."""
    file = read(path, raw, "post")
    said = said_by_loading(file, desk.workspace) if file.said else ()
    if file.data is None:
        return Looked(said)
    post = build.post(path, file.data)
    when = schedule(post, desk.workspace.settings)
    facts = desk.media.facts(post)
    statement = desk.statements.fact(post)
    context = Context(desk.workspace, when, facts, statement=statement)
    asked = desk.posts.of(*traits(raw, context), *post.data)
    stamped = (*check_post(post, context, asked), *desk.guide.said(post))
    findings = located(stamped, file.text or "")
    line = row(post, when, desk.workspace.settings, desk.limited)
    return Looked((*said, *findings), (line,), tuple(facts))


def traits(raw: bytes, context: Context) -> Iterator[str]:
    """What a post has that some checks are asked for alone."""
    # An escape may stand for any character; only posts without one are ASCII for sure.
    if not raw.isascii() or b"\\" in raw:
        yield NOT_ASCII
    if context.schedule.trouble is not None:
        yield TIME_TROUBLE
    if context.workspace.guide != NO_GUIDE:
        yield GUIDED
    if context.media and doubtful(context.media):
        yield MEDIA_DOUBT


def look_at_file(path: str, raw: bytes, desk: Desk) -> Looked:
    """What file checks say of a file that is not a post."""
    text = raw.decode("utf-8", "replace")
    return Looked(located(check_file(path, text, desk.files), text))


def no_file(path: str) -> Finding:
    """What is said of a link or the like that has the name of a post, or of the days.

    A list of closed days that is none stops all posts.
    """
    days = path == BLACKOUTS
    what = "all posts wait for it" if days else "as a post it would never go out"
    return Finding(
        content_file_name.ID,
        content_file_name.SEVERITY,
        path,
        TOP,
        f"'{path}' is a link or no file at all, so {what}",
        f"put the {'list' if days else 'post'} itself there",
    )


def readable(path: str, raw: bytes) -> tuple[Post, str] | None:
    """A post (of a series, all of it as one) and its text; None where there is none."""
    if paths.is_series(path):
        series = read(path, raw, "series")
        if series.data is None or series.text is None:
            return None
        return build_series.series(path, series.data).whole(), series.text
    file = read(path, raw, "post")
    if file.data is None or file.text is None:
        return None
    return build.post(path, file.data), file.text


def said_by_loading(file: FileRead, workspace: Workspace) -> tuple[Finding, ...]:
    """Findings from what the front door and the schema said of a file."""
    stamped = []
    for name, remark in file.said:
        setting = workspace.settings.checks.get(name)
        severity = (HAZARDS.get(name) or SHAPES[name]).severity
        if setting is not None and severity is not Severity.ERROR:
            # An error here means the file is not what its reviewer saw, or no post at
            # all: that is never switched off.
            if setting.off:
                continue
            severity = setting.severity or severity
        stamped.append(Stamped(name, severity, remark))
    return located(stamped, file.text or "")


def located(stamped: Iterable[Stamped], text: str) -> tuple[Finding, ...]:
    """Findings with the spans of their places in ``text``."""
    return tuple(
        Finding(
            each.id,
            each.severity,
            each.remark.place.path,
            span_of(each.remark.place, text),
            each.remark.message,
            each.remark.hint,
            each.remark.fix,
        )
        for each in stamped
    )


def span_of(place: Place, text: str) -> Span:
    """The span of a place; the top of the file where the text is no use."""
    if place.span is not None:
        return place.span
    return locate(text, place) if text else TOP
