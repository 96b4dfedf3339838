"""Run the examples of rules: tests that editors write."""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.model.post import Media, Part, Poll, Post
from mergecast.style.book import Problem
from mergecast.style.engine import Engine, Ready
from mergecast.style.fields import Trouble
from mergecast.style.rule import Rule

_ACCOUNT = "example"
_HINT = "mend the rule, or the example"


def wrong_examples(engine: Engine) -> Iterator[Problem]:
    """The examples that do not do what they are there for."""
    for ready in engine.rules:
        yield from _wrong(ready)


def finds(ready: Ready, text: str) -> bool:
    """Whether a rule has something against a text, wherever its scope looks."""
    rule = ready.rule
    part = Part(
        ("text",),
        text,
        (Media(("media", 0), "media/example.png", text),),
        Poll(("poll",), (text,), 60),
    )
    locale = {"locale": rule.locales[0]} if rule.locales else {}
    account = rule.accounts[0] if rule.accounts else _ACCOUNT
    post = Post("example.yaml", "example", (account,), (part,), data=locale)
    return bool(Engine((ready,)).said_of(post, {}))


def _wrong(ready: Ready) -> Iterator[Problem]:
    rule = ready.rule
    for number, text in enumerate(rule.examples.bad):
        if not finds(ready, text):
            message = f"rule '{rule.id}' finds nothing in its bad example '{text}'"
            yield _problem(rule, "bad", number, message)
    for number, text in enumerate(rule.examples.good):
        if finds(ready, text):
            message = f"rule '{rule.id}' finds something in its good example '{text}'"
            yield _problem(rule, "good", number, message)


def _problem(rule: Rule, kind: str, number: int, message: str) -> Problem:
    route = (*rule.examples.route, kind, number)
    said = Trouble(route, message, _HINT, "rule-example-wrong")
    return Problem(rule.id, rule.examples.path, said)
