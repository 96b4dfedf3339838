"""What each type of rule does with a text, in one visible table.

To add a type: a value in ``style.rule``, its keys in ``style.reading_bodies``, and a
module here with a function that makes a runner.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from mergecast.style import rule
from mergecast.style.kinds import (
    capitalization,
    conditional,
    consistency,
    existence,
    formulas,
    occurrence,
    repetition,
    spelling,
    substitution,
)
from mergecast.style.kinds.base import Runner, Surroundings

RUNNERS: Final[Mapping[type[rule.Body], Callable[[Any, Surroundings], Runner]]] = {
    rule.Existence: existence.runner,
    rule.Substitution: substitution.runner,
    rule.Occurrence: occurrence.runner,
    rule.Repetition: repetition.runner,
    rule.Consistency: consistency.runner,
    rule.Conditional: conditional.runner,
    rule.Capitalization: capitalization.runner,
    rule.Metric: formulas.metric,
    rule.Readability: formulas.readability,
    rule.Spelling: spelling.runner,
}
