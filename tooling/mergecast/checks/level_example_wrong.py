"""Every example of a level comes out at that level.

The examples in playbooks/levels.yaml are assessed with the numbers that stand above
them, as `mergecast crisis assess` would. Whoever changes a number sees here which case
is now of another level, and decides which of the two is wrong.

Passes::

    # playbooks/levels.yaml
    facts: {people: {ask: "How many people complain?", type: number}}
    levels:
      low:
        title: Single complaints
        examples: [{facts: {people: 3}, because: three users cannot sign in}]
      high: {title: Large negative wave, any_of: [{people: 50}]}

Fails::

    # playbooks/levels.yaml
    facts: {people: {ask: "How many people complain?", type: number}}
    levels:
      low:
        title: Single complaints
        examples: [{facts: {people: 80}, because: half of our users cannot sign in}]
      high: {title: Large negative wave, any_of: [{people: 50}]}
"""

from __future__ import annotations

from collections.abc import Iterable

from mergecast.checks.base import Context, Options
from mergecast.crisis.assess import assess
from mergecast.findings import Remark, Severity
from mergecast.model.crisis import LEVELS
from mergecast.source import Place

ID = "level-example-wrong"
SEVERITY = Severity.ERROR
OPTIONS: Options = {}


def check(context: Context) -> Iterable[Remark]:
    """Assess every example."""
    levels = context.workspace.playbooks.levels
    if levels is None:
        return
    for key, level in levels.levels.items():
        for number, case in enumerate(level.cases):
            found = assess(case.facts, levels)
            if found.level == key:
                continue
            yield Remark(
                Place(LEVELS, ("levels", key, "examples", number)),
                f"this example of '{key}' is assessed as '{found.level}': "
                f"{'; '.join(found.because)}",
                hint=f"move it to '{found.level}', or change what '{key}' asks for",
            )
