"""What the style guide's rules say of posts, and what there is to say of the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from mergecast.checks.runner import Stamped, suppressed
from mergecast.findings import Finding, Remark, Severity
from mergecast.loading.spans import locate
from mergecast.model.post import Post
from mergecast.model.settings import CheckSetting, Settings
from mergecast.repository.trees import Tree
from mergecast.source import TOP, Place
from mergecast.style.book import Book, Problem
from mergecast.style.engine import Engine, engine
from mergecast.style.examples import wrong_examples
from mergecast.style.fields import Trouble
from mergecast.style.troubles import TROUBLES


@dataclass(frozen=True, slots=True)
class Guide:
    """Rules that are ready, with the settings of this workspace.

    ``names`` are the ids of all rules there are, also of those that do not run.
    """

    engine: Engine
    wanted: Mapping[str, CheckSetting] = field(default_factory=dict)
    networks: Mapping[str, str] = field(default_factory=dict)
    names: frozenset[str] = frozenset()

    def said(self, post: Post) -> Iterator[Stamped]:
        """What the rules say of a post, minus what its author suppressed.

        A rule that takes too long is said with its own file, once.
        """
        if not self.engine.rules:
            return
        ignored = suppressed(post.data)
        slow = set(self.engine.slow)
        unset = CheckSetting()
        for each in self.engine.said_of(post, self.networks):
            name = each.rule.id
            if name not in ignored:
                severity = self.wanted.get(name, unset).severity or each.rule.level
                remark = Remark(each.place, each.message, each.hint, each.fix)
                yield Stamped(name, severity, remark)
        for name in sorted(self.engine.slow - slow):
            yield from self._too_slow(name, post)

    def _too_slow(self, name: str, post: Post) -> Iterator[Stamped]:
        rule = next(each.rule for each in self.engine.rules if each.rule.id == name)
        message = f"rule '{name}' took longer than it may for '{post.path}'"
        hint = "write its pattern without lookaround and repeated groups"
        said = Trouble((), message, hint, "rule-too-slow")
        yield from _stamped(Problem(name, rule.path, said), self.wanted)


def guide(book: Book, settings: Settings) -> Guide:
    """The rules of a book as a workspace wants them."""
    off = [name for name, setting in settings.checks.items() if setting.off]
    networks = {key: account.network for key, account in settings.accounts.items()}
    made = engine(book, settings.language, off)
    return Guide(made, settings.checks, networks, book.names | {*TROUBLES})


def guide_findings(tree: Tree, book: Book, guide: Guide) -> list[Finding]:
    """What is wrong with the rules, their examples included."""
    off = {name for name, setting in guide.wanted.items() if setting.off} | book.off
    problems = (*book.problems, *guide.engine.problems, *wrong_examples(guide.engine))
    said = (each for each in problems if each.rule not in off)
    texts: dict[str, str] = {}
    found: dict[Finding, None] = {}
    for each in said:
        for stamped in _stamped(each, guide.wanted):
            place = stamped.remark.place
            if place.path not in texts:
                raw = tree.read(place.path) or b""
                texts[place.path] = raw.decode("utf-8", "replace")
            found[_finding(stamped, texts[place.path])] = None
    return list(found)


def _stamped(problem: Problem, wanted: Mapping[str, CheckSetting]) -> Iterable[Stamped]:
    trouble = problem.trouble
    own = TROUBLES[trouble.id]
    setting = wanted.get(trouble.id, CheckSetting())
    severity = setting.severity or own.severity
    if setting.off and own.severity is not Severity.ERROR:
        return ()
    span = trouble.span or (None if trouble.route else TOP)
    place = Place(problem.path, trouble.route, span=span)
    return (
        Stamped(trouble.id, severity, Remark(place, trouble.message, trouble.hint)),
    )


def _finding(stamped: Stamped, text: str) -> Finding:
    remark = stamped.remark
    return Finding(
        stamped.id,
        stamped.severity,
        remark.place.path,
        locate(text, remark.place) if text else TOP,
        remark.message,
        remark.hint,
    )
