"""What `mergecast doctor` does: gather the facts, and have the checks look at them.

Each fact is gathered by itself, and whatever stops that is a fact, too: a broken
workspace is what this command is for.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from mergecast import __version__
from mergecast.cli.publishing.deadline import within
from mergecast.cli.publishing.offline import offline as known_here
from mergecast.cli.selfcheck.accounts import account_keys
from mergecast.cli.selfcheck.ledger_facts import keys_here, record
from mergecast.cli.selfcheck.workspace_files import files, pinned
from mergecast.cli.session import Session
from mergecast.cli.wiring import Published, published
from mergecast.doctor.facts import Clone, Facts, Software
from mergecast.doctor.home import ENVIRONMENT
from mergecast.doctor.table import examine
from mergecast.errors import MergecastError
from mergecast.loading.paths import SETTINGS
from mergecast.loading.workspace import settings_alone, usable
from mergecast.model.guards import Site
from mergecast.model.health import Away, Checkup
from mergecast.model.settings import Settings
from mergecast.repository.git import Git
from mergecast.repository.refs import find_commit, is_ancestor, remotes
from mergecast.repository.trees import WorkTree

T = TypeVar("T")

NOT_ASKED = Away("not asked (--offline)")
PATIENCE = 90.0
"""Seconds for all that the forge is asked: a dozen questions, of which one may hang."""


def examined(session: Session, *, offline: bool) -> Checkup:
    """What every check says of the workspace.

    Args:
        session: how the command was called.
        offline: whether to ask nobody outside of this machine.
    """
    space = _or_away(lambda: usable(WorkTree(session.workspace)))
    settings = Settings() if isinstance(space, Away) else space.settings
    source = _source(session, offline=offline)
    clone = _clone(session, source)
    unborn = isinstance(clone, Clone) and not clone.born
    facts = Facts(
        now=session.now(),
        software=_software(session),
        space=space,
        clone=clone,
        record=None if unborn else record(source, offline=offline),
        key=_or_away(keys_here),
        keys=_or_away(lambda: account_keys(settings, offline=offline)),
        forge=_forge(settings, offline=offline),
        files=files(session.workspace, None if isinstance(space, Away) else space),
        online=not offline,
    )
    return examine(facts, offline=offline)


def _or_away(gather: Callable[[], T]) -> T | Away:
    try:
        return gather()
    except MergecastError as error:
        return Away(error.message, error.hint)


def _source(session: Session, *, offline: bool) -> Published | Away:
    """The branch that is published from: on the remote, or as this clone knows it."""
    if not offline:
        return _or_away(lambda: published(session.workspace))
    return _or_away(lambda: _newest(known_here(session.workspace), session))


def _newest(source: Published, session: Session) -> Published:
    """What somebody fetched or pushed later than a command of ours last looked."""
    publishing = (settings_alone(_settings_here(session)) or Settings()).publishing
    name = f"refs/remotes/{publishing.remote}/{source.branch}"
    later = find_commit(source.git, name)
    if later is None or not is_ancestor(source.git, source.commit, later):
        return source
    return Published(source.git, source.remote, source.branch, later)


def _settings_here(session: Session) -> bytes:
    return WorkTree(session.workspace).read(SETTINGS) or b""


def _software(session: Session) -> Software:
    said = _or_away(lambda: Git(session.workspace).text("--version"))
    shown = said if isinstance(said, Away) else said.removeprefix("git version ")
    return Software(sys.version_info[:2], __version__, shown, pinned(session.workspace))


def _clone(session: Session, source: Published | Away) -> Clone | Away:
    git = Git(session.workspace)
    try:
        git.run("rev-parse", "--git-dir")
        return Clone(
            remotes=remotes(git),
            born=find_commit(git, "HEAD") is not None,
            shallow=git.text("rev-parse", "--is-shallow-repository") == "true",
            tip=source if isinstance(source, Away) else source.commit,
            same=isinstance(source, Away) or _same(session, source),
        )
    except MergecastError as error:
        return Away(error.message, error.hint)


def _same(session: Session, source: Published) -> bool:
    return (source.tree.read(SETTINGS) or b"") == _settings_here(session)


def _forge(settings: Settings, *, offline: bool) -> Site | Away | None:
    if settings.forge != "github":
        return None
    if offline:
        return NOT_ASKED
    from mergecast.cli.wiring_forge import github  # noqa: PLC0415 - needs requests
    from mergecast.forge.github_site import site  # noqa: PLC0415 - needs requests

    said = settings.data.get("forge")
    name = said.get("repository") if isinstance(said, dict) else None
    api = _or_away(lambda: github(name if isinstance(name, str) else None))
    if isinstance(api, Away):
        return api
    # Somebody sits there: a question is put again at once, or told to have no answer.
    hasty = replace(api, wait=lambda _seconds: None)
    branch, ledger = settings.publishing.branch, settings.ledger.branch
    return within(PATIENCE, lambda: site(hasty, branch, ledger, ENVIRONMENT))
