"""What `style try` does: read what was published by a rule that may be new."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from mergecast.checks.basis.near import nearest
from mergecast.cli.guiding.gone_out import gone_out
from mergecast.cli.session import Session
from mergecast.errors import UsageError, WorkspaceError
from mergecast.loading.rule_door import RuleFileError, data_of, text_of
from mergecast.loading.rules import load_book
from mergecast.loading.spans import locate
from mergecast.loading.workspace import usable
from mergecast.repository.trees import WorkTree
from mergecast.source import Span
from mergecast.style.book import Book, Problem
from mergecast.style.engine import Engine, Said, engine
from mergecast.style.reading import read_rule
from mergecast.style.rule import Rule

_SINCE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Hit:
    """What the rule says of a post that went out."""

    path: str
    post: str
    span: Span
    said: Said


@dataclass(frozen=True, slots=True)
class Tried:
    """A rule, how many posts it read, and what it says of them."""

    rule: Rule
    read: int
    hits: tuple[Hit, ...]

    @property
    def posts(self) -> int:
        """How many posts it says something of."""
        return len({each.path for each in self.hits})


def tried(session: Session, rule: str, since: str) -> Tried:
    """Read the posts since a day by one rule.

    Raises:
        UsageError: there is no such rule, or no such day.
        WorkspaceError: the rule cannot run.
    """
    if since and not _is_day(since):
        raise UsageError(
            f"'{since}' is no year, month or day", hint="write it like 2026-01"
        )
    tree = WorkTree(session.workspace)
    settings = usable(tree).settings
    made, own = _engine(load_book(tree), rule, settings.language)
    networks = {key: account.network for key, account in settings.accounts.items()}
    hits = []
    read = 0
    for post, text in gone_out(tree, session.now(), since):
        read += 1
        hits += [
            Hit(post.path, post.id, locate(text, said.place), said)
            for said in made.said_of(post, networks)
        ]
    return Tried(own, read, tuple(hits))


def _is_day(since: str) -> bool:
    """Whether a year, month or day is one that there is."""
    if _SINCE.fullmatch(since) is None:
        return False
    try:
        date.fromisoformat(since + "-01-01"[len(since) - 4 :])
    except ValueError:
        return False
    return True


def _engine(book: Book, name: str, language: str) -> tuple[Engine, Rule]:
    if name.endswith((".yml", ".yaml")):
        own = _of_file(Path(name))
    else:
        rules = {each.id: each for each in book.every_rule}
        if name not in rules:
            near = nearest(name, tuple(rules))
            raise UsageError(
                f"there is no rule '{name}' in the style guide",
                hint=f"did you mean '{near}'?" if near else "name a file of a rule",
            )
        own = rules[name]
    made = engine(replace(book, rules=(own,), off=frozenset()), language)
    if own.id in {each.rule for each in made.problems}:
        raise _cannot_run(made.problems[0])
    kept = tuple(each for each in made.rules if each.rule.id == own.id)
    return Engine(kept, (), language), own


def _of_file(file: Path) -> Rule:
    try:
        data = data_of(text_of(file.read_bytes()))
    except OSError as error:
        raise UsageError(f"'{file}' cannot be read: {error.strerror}") from None
    except RuleFileError as wrong:
        raise WorkspaceError(f"'{file}' cannot be read: {wrong}") from None
    found = read_rule(f"{file.parent.name or 'New'}.{file.stem}", str(file), data)
    if found.rule is None:
        raise _cannot_run(Problem(file.stem, str(file), found.troubles[0]))
    return found.rule


def _cannot_run(problem: Problem) -> WorkspaceError:
    trouble = problem.trouble
    return WorkspaceError(
        f"rule '{problem.rule}' cannot run: {trouble.message}", hint=trouble.hint
    )
