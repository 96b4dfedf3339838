"""``metric`` and ``readability``: what a text adds up to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mergecast.style.formula import evaluate
from mergecast.style.kinds.base import Hit, Surroundings
from mergecast.style.measures import READABILITY, counts
from mergecast.style.pattern import Pattern
from mergecast.style.rule import Metric, Readability
from mergecast.style.text import Text


@dataclass(frozen=True, slots=True)
class MetricRunner:
    """Computes, then compares."""

    body: Metric
    pattern: Pattern | None = None

    def hits(self, text: Text) -> Iterator[Hit]:
        """The text, where the condition holds; one without words has no value."""
        found = counts(text.plain)
        if not found:
            return
        try:
            value = evaluate(self.body.formula, found)
            wrong = evaluate(f"({value!r}) {self.body.condition}", found)
        except ArithmeticError:
            return
        if wrong:
            yield Hit(0, len(text.value), (f"{value:.2f}",), whole=True)


@dataclass(frozen=True, slots=True)
class ReadabilityRunner:
    """The mean of its measures, against the highest one allowed."""

    body: Readability
    pattern: Pattern | None = None

    def hits(self, text: Text) -> Iterator[Hit]:
        """The text, where it is too hard."""
        found = counts(text.plain)
        if not found:
            return
        values = [READABILITY[name](found) for name in self.body.metrics]
        mean = sum(values) / len(values)
        if mean > self.body.grade:
            yield Hit(0, len(text.value), (f"{mean:.2f}",), whole=True)


def metric(body: Metric, around: Surroundings) -> MetricRunner:
    """Ready to run."""
    del around
    return MetricRunner(body)


def readability(body: Readability, around: Surroundings) -> ReadabilityRunner:
    """Ready to run."""
    del around
    return ReadabilityRunner(body)
