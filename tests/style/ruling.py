"""Rules and posts for tests: from the YAML that editors write, or from plain data."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import dedent

import yaml

from mergecast.model.post import Media, Part, Poll, Post
from mergecast.style.book import Book, Entry, Vocabulary
from mergecast.style.engine import Engine, Said, engine
from mergecast.style.reading import Read, read_rule
from mergecast.style.rule import Rule


def read(written: str, name: str = "Ours.Rule") -> Read:
    """What reading makes of a rule; every scalar is a text, as at the door."""
    data = yaml.load(dedent(written), yaml.BaseLoader)  # noqa: S506 - texts only
    return read_rule(name, f"styleguide/rules/{name.replace('.', '/')}.yml", data)


def rule(written: str, name: str = "Ours.Rule") -> Rule:
    """A rule that can run."""
    found = read(written, name)
    assert found.rule is not None, found.troubles
    return found.rule


def engine_of(
    *rules: Rule,
    accept: tuple[str, ...] = (),
    reject: tuple[str, ...] = (),
    dictionaries: Mapping[str, frozenset[str]] | None = None,
) -> Engine:
    """Rules ready to run, with a vocabulary."""
    vocabulary = Vocabulary(
        tuple(Entry(each, "accept.txt", 1) for each in accept),
        tuple(Entry(each, "reject.txt", 1) for each in reject),
    )
    made = engine(Book(rules, vocabulary, dictionaries or {}))
    assert not made.problems, made.problems
    return made


def post(
    *texts: str,
    alt: str = "",
    options: tuple[str, ...] = (),
    locale: str | None = None,
) -> Post:
    """A post with these parts; the first has the picture and the poll."""
    several = len(texts) > 1
    route = ("thread", 0) if several else ()
    media = (Media((*route, "media", 0), "media/a.png", alt),) if alt else ()
    poll = Poll((*route, "poll"), options, 60) if options else None
    parts = [
        Part((*(("thread", n) if several else ()), "text"), text)
        for n, text in enumerate(texts)
    ]
    parts[0] = Part(parts[0].route, parts[0].text, media, poll)
    data = {"locale": locale} if locale else {}
    return Post("calendar/p.yaml", "p-1", ("acme",), tuple(parts), data=data)


def said(engine: Engine, *texts: str, **more: object) -> list[Said]:
    """All that is said of a post of these parts."""
    return engine.said_of(post(*texts, **more), {"acme": "x"})  # type: ignore[arg-type]  # the keywords of post


def words(written: str, *texts: str, **around: object) -> list[str]:
    """The words that one rule has something against."""
    made = engine_of(rule(written), **around)  # type: ignore[arg-type]  # the keywords of engine_of
    return [each.words for each in said(made, *texts)]
