"""Read the rules of a style guide: packages of rules, vocabularies, dictionaries.

``styleguide/rules/<Package>/**/*.yml`` are rules as Vale has them. Beside a package,
``<Package>.yaml`` says what holds for it here, so that the package can stay as it came.
``config/`` is laid out as in Vale: ``vocabularies/<Name>/accept.txt`` and
``reject.txt``, ``dictionaries/`` with ``.dic`` and ``.aff``; word lists are ``.txt``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from mergecast.loading.rule_door import RuleFileError, data_of, text_of
from mergecast.repository.trees import REGULAR, Tree
from mergecast.style.affixes import words
from mergecast.style.book import (
    VOCABULARY_RULES,
    Book,
    Entry,
    Problem,
    Vocabulary,
)
from mergecast.style.fields import Fields, Trouble
from mergecast.style.reading import read_examples, read_rule
from mergecast.style.rule import Rule

FOLDER = "styleguide/rules"
_CONFIG = f"{FOLDER}/config/"
_PACKAGE_KEYS = "locales, accounts, off, examples, origin"


@dataclass(slots=True)
class _Reader:
    """What was found so far."""

    texts: dict[str, str] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    off: set[str] = field(default_factory=set)

    def wrong(self, path: str, trouble: Trouble, rule: str = "") -> None:
        """Note what is wrong with a file."""
        self.problems.append(Problem(rule, path, trouble))

    def read(self, path: str, raw: bytes) -> None:
        """Take the text of a file."""
        try:
            self.texts[path] = text_of(raw)
        except RuleFileError as wrong:
            self._unreadable(path, wrong)

    def data(self, path: str) -> object:
        """The data of a file, None where it cannot be read."""
        try:
            return data_of(self.texts[path])
        except RuleFileError as wrong:
            self._unreadable(path, wrong)
            return None

    def rule(self, path: str) -> None:
        """Read one rule."""
        name = rule_id(path)
        self.names.add(name)
        data = self.data(path)
        if data is None:
            if not any(each.path == path for each in self.problems):
                self.wrong(path, Trouble((), "the file is empty"), name)
            return
        found = read_rule(name, path, data)
        for trouble in found.troubles:
            self.wrong(path, trouble, name)
        if found.rule is not None:
            self.rules[name] = found.rule

    def package(self, path: str) -> None:
        """Read what a package's own file says of it."""
        name = PurePosixPath(path).stem
        own = [each for each in self.names if each.startswith(f"{name}.")]
        data = self.data(path)
        if not isinstance(data, Mapping):
            if data is not None:
                self.wrong(path, Trouble((), "this is no mapping"), name)
            return
        fields = Fields(data)
        locales, accounts = fields.texts("locales"), fields.texts("accounts")
        fields.mapping("origin")
        off = [f"{name}.{each}" for each in fields.texts("off")]
        examples = fields.mapping("examples") or {}
        for rule, each in examples.items():
            self._example(path, f"{name}.{rule}", rule, each, fields)
        for rule in own:
            if rule in self.rules:
                self.rules[rule] = _narrowed(self.rules[rule], locales, accounts)
        self._say_unknown(path, [*off, *(f"{name}.{each}" for each in examples)])
        self.off.update(off)
        for key in fields.unread():
            said = f"the file of a package has no '{key}'"
            hint = f"use {_PACKAGE_KEYS}"
            self.wrong(path, Trouble((key,), said, hint, "rule-key-unknown"), name)
        for trouble in fields.troubles:
            self.wrong(path, trouble, name)

    def _example(
        self, path: str, name: str, key: str, data: object, fields: Fields
    ) -> None:
        if not isinstance(data, Mapping):
            fields.wrong("examples", f"'examples' of '{name}' are no mapping")
            return
        found = read_examples(data, fields, path, key)
        if name in self.rules:
            self.rules[name] = replace(self.rules[name], examples=found)

    def _say_unknown(self, path: str, named: list[str]) -> None:
        for each in named:
            if each not in self.names:
                said = f"there is no rule '{each}'"
                hint = "look at the names of the files in the package"
                self.wrong(path, Trouble((), said, hint, "rule-file-unread"))

    def _unreadable(self, path: str, wrong: RuleFileError) -> None:
        trouble = Trouble((), str(wrong), "write it as one plain YAML mapping")
        said = trouble._replace(id="rule-unreadable", span=wrong.span)
        self.wrong(path, said, rule_id(path) if path.endswith(".yml") else "")


def rule_id(path: str) -> str:
    """The id of the rule in a file: its folders and its name, joined by points.

    >>> rule_id("styleguide/rules/House/Fillers.yml")
    'House.Fillers'
    """
    inside = PurePosixPath(path).relative_to(FOLDER).with_suffix("")
    return ".".join(inside.parts)


def load_book(tree: Tree) -> Book:
    """All rules of a workspace."""
    entries = [each for each in tree.entries(FOLDER) if each.mode in REGULAR]
    reader = _Reader()
    wanted = [each for each in entries if _is_read(each.path)]
    for path, raw in tree.read_many(wanted):
        reader.read(path, raw)
    paths = sorted(reader.texts)
    for path in paths:
        if path.endswith(".yml") and not path.startswith(_CONFIG):
            reader.rule(path)
    for path in paths:
        if path.endswith(".yaml"):
            _read_yaml(reader, path)
    config = {path: text for path, text in reader.texts.items() if _CONFIG in path}
    return Book(
        tuple(reader.rules.values()),
        _vocabulary(config),
        _dictionaries(config),
        tuple(reader.problems),
        frozenset(reader.off),
        "\0".join(f"{path}\0{reader.texts[path]}" for path in paths),
        frozenset((*reader.names, *VOCABULARY_RULES)),
    )


def _is_read(path: str) -> bool:
    if path.startswith(_CONFIG):
        return path.endswith((".txt", ".dic", ".aff"))
    return path.endswith((".yml", ".yaml"))


def _read_yaml(reader: _Reader, path: str) -> None:
    inside = PurePosixPath(path).relative_to(FOLDER)
    if len(inside.parts) > 1:
        said = "a rule ends in .yml, so this file is not read"
        hint = f"rename it to '{inside.with_suffix('.yml').name}'"
        reader.wrong(path, Trouble((), said, hint, "rule-file-unread"))
        return
    reader.package(path)


def _narrowed(rule: Rule, locales: tuple[str, ...], accounts: tuple[str, ...]) -> Rule:
    """A rule for what its package is for; what it says itself wins."""
    return replace(
        rule, locales=rule.locales or locales, accounts=rule.accounts or accounts
    )


def _vocabulary(config: Mapping[str, str]) -> Vocabulary:
    def entries(name: str) -> tuple[Entry, ...]:
        return tuple(
            Entry(line, path, number)
            for path, text in sorted(config.items())
            if path.startswith(f"{_CONFIG}vocabularies/") and path.endswith(name)
            for number, line in _lines(text)
        )

    return Vocabulary(entries("/accept.txt"), entries("/reject.txt"))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        # Vale: a line that begins with "# " is a comment.
        if line.strip() and not line.startswith("# "):
            yield number, line.strip()


def _dictionaries(config: Mapping[str, str]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for path, text in sorted(config.items()):
        name = PurePosixPath(path)
        if "/vocabularies/" in path or name.suffix == ".aff":
            continue
        if name.suffix == ".dic":
            affixes = config.get(str(name.with_suffix(".aff")), "")
            found[name.stem] = words(text, affixes)
        else:
            found[name.stem] = frozenset(line for _, line in _lines(text))
    return found
