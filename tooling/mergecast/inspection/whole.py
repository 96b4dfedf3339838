"""Look at a whole tree: its settings and people, every post, and posts side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mergecast.checks import table
from mergecast.checks.base import Context, Row
from mergecast.checks.runner import (
    Stamped,
    active,
    check_calendar,
    check_workspace,
    suppressed,
)
from mergecast.findings import Finding
from mergecast.inspection import cache
from mergecast.inspection.folders import Shelf, look_at_folders
from mergecast.inspection.guided import guide, guide_findings
from mergecast.inspection.look import (
    Desk,
    desk,
    located,
    look_at_file,
    no_file,
    readable,
    said_by_loading,
)
from mergecast.inspection.place import Where
from mergecast.inspection.timeless import Branches, Progress, Timeless
from mergecast.loading import paths
from mergecast.loading.post_media import MediaReader
from mergecast.loading.rules import load_book
from mergecast.loading.workspace import Loaded, load
from mergecast.model.blackout import BLACKOUTS
from mergecast.model.settings import Settings
from mergecast.repository.trees import REGULAR, Entry, Tree


def look_at_tree(
    where: Where, memory: cache.Cache, progress: Progress, now: int
) -> Timeless:
    """Everything timeless that can be said of a tree.

    Raises:
        WorkspaceError: there is no workspace, or a newer version wrote it.
    """
    tree = where.tree
    loaded = load(tree, whole=True)
    book = load_book(tree)
    rules = guide(book, loaded.workspace.settings)
    bench = desk(loaded, MediaReader(tree), rules, where.git)
    entries = tree.entries(*paths.CONTENT)
    named = [entry for entry in entries if paths.goes_out(entry.path)]
    posts = [entry for entry in named if entry.mode in REGULAR]
    shelf = Shelf(
        tree,
        posts,
        where.folder_ids(),
        where.media_ids(entries),
        f"{decider(loaded)}\0{book.text}",
    )
    findings = [no_file(each.path) for each in entries if _is_no_file(each)]
    findings += _said_of_files(tree, loaded, entries, bench)
    rows: list[Row] = []
    shared: dict[tuple[str, ...], tuple[str, ...]] = {}
    for folder in look_at_folders(shelf, bench, memory, progress, now=now):
        findings += folder.findings
        rows += _sharing_accounts(folder.rows, shared)
    findings += calendar_findings(tree, loaded, rows)
    findings += workspace_findings(loaded, bench.media)
    findings += guide_findings(tree, book, rules)
    return Timeless(
        tuple(findings),
        len(named) + len(loaded.files),
        _branches(loaded.workspace.settings),
    )


def _is_no_file(entry: Entry) -> bool:
    has_to_be = paths.goes_out(entry.path) or entry.path == BLACKOUTS
    return has_to_be and entry.mode not in REGULAR


def _said_of_files(
    tree: Tree, loaded: Loaded, entries: Sequence[Entry], bench: Desk
) -> Iterator[Finding]:
    """What there is to say of files that are no posts."""
    for file in loaded.files:
        yield from said_by_loading(file, loaded.workspace)
    for entry in entries:
        yield from look_at_file(entry.path, _text_of(tree, entry), bench).findings


def _branches(settings: Settings) -> Branches:
    publishing = settings.publishing
    return Branches(publishing.remote, publishing.branch, settings.ledger.branch)


def decider(loaded: Loaded) -> str:
    """The text of all that decides what is said of a post besides the post."""
    deciding = (file for file in loaded.files if paths.judges_posts(file.path))
    # Of plans no more than this: a week's is edited every day.
    themes = sorted(
        f"{plan.period.name} {theme.id}"
        for plan in loaded.workspace.plans
        for theme in plan.themes
    )
    return "\0".join((*(f"{file.path}\0{file.text}" for file in deciding), *themes))


def _sharing_accounts(
    rows: Sequence[Row], shared: dict[tuple[str, ...], tuple[str, ...]]
) -> Iterator[Row]:
    """The rows with one tuple for all that name the same accounts: 100,000 add up."""
    for row in rows:
        yield row._replace(accounts=shared.setdefault(row.accounts, row.accounts))


def _text_of(tree: Tree, entry: Entry) -> bytes:
    """Only the files that say how git treats others are read for file checks."""
    wanted = entry.path.rpartition("/")[2] == ".gitattributes"
    return (tree.read(entry.path) or b"") if wanted else b""


def calendar_findings(tree: Tree, loaded: Loaded, rows: list[Row]) -> list[Finding]:
    """What the checks of a whole calendar say, minus what its files suppress."""
    if not loaded.usable:
        return []
    wanted = active(table.CALENDAR_CHECKS, loaded.workspace.settings.checks)
    by_path: dict[str, list[Stamped]] = {}
    for each in check_calendar(rows, Context(loaded.workspace), wanted):
        by_path.setdefault(each.remark.place.path, []).append(each)
    # Days of a series may have the same said of them, at one place of its file.
    return [
        found
        for path, said in by_path.items()
        for found in dict.fromkeys(_unsuppressed(tree, path, said))
    ]


def workspace_findings(loaded: Loaded, media: MediaReader) -> list[Finding]:
    """What the checks of settings, people and assets say."""
    if not loaded.usable:
        return []
    facts = {name: media.fact(name) for name in loaded.workspace.guide.assets}
    context = Context(loaded.workspace, media=facts)
    texts = {file.path: file.text or "" for file in loaded.files}
    wanted = active(table.WORKSPACE_CHECKS, loaded.workspace.settings.checks)
    return [
        found
        for each in check_workspace(context, wanted)
        for found in located([each], texts.get(each.remark.place.path, ""))
    ]


def _unsuppressed(tree: Tree, path: str, said: Sequence[Stamped]) -> list[Finding]:
    found = readable(path, tree.read(path) or b"")
    if found is None:
        return list(located(said, ""))
    post, text = found
    ignored = suppressed(post.data)
    return list(located([each for each in said if each.id not in ignored], text))
