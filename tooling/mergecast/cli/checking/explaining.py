"""What is known of a finding's id, wherever it comes from: checks, hazards, shapes."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, replace
from pathlib import Path

from mergecast.checks.basis.near import nearest
from mergecast.checks.table import PROCESS_CHECKS, every_check
from mergecast.errors import UsageError
from mergecast.findings import Severity
from mergecast.loading.hazards import HAZARDS, shown
from mergecast.loading.shape import SHAPES
from mergecast.renderers.report import About
from mergecast.style.troubles import TROUBLES


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that can be said of one id; ``process``: it never stops a post."""

    id: str
    severity: Severity
    title: str
    text: str
    passes: tuple[str, ...]
    fails: tuple[str, ...]
    process: bool = False


_PROCESS = (
    "It is about how people work together: `check --process` and `today` look for it, "
    "and it never stops a post."
)


def every_explanation() -> dict[str, Explanation]:
    """Every id that a finding can have, in alphabetical order."""
    found = [
        _of_docstring(check.ID, check.SEVERITY, check.__doc__ or "")
        for check in every_check()
    ]
    together = {check.ID for check in PROCESS_CHECKS}
    found = [_of_process(each) if each.id in together else each for each in found]
    found += [
        Explanation(
            each.id,
            each.severity,
            each.title,
            each.explanation,
            (shown(each.passes),),
            (shown(each.fails),),
        )
        for table in (HAZARDS, SHAPES)
        for each in table.values()
    ]
    found += [
        Explanation(
            each.id,
            each.severity,
            each.title,
            each.explanation,
            (_rule_file(each.passes),),
            (_rule_file(each.fails),),
        )
        for each in TROUBLES.values()
    ]
    return {each.id: each for each in sorted(found, key=lambda one: one.id)}


def _of_process(each: Explanation) -> Explanation:
    text = "\n\n".join(filter(None, [each.text, _PROCESS]))
    return replace(each, text=text, process=True)


def _rule_file(example: str) -> str:
    """An example with the name of its file, as a rule has it."""
    named = example.startswith("# styleguide/")
    return example if named else f"# styleguide/rules/House/Fillers.yml\n{example}"


def explanation(name: str, workspace: Path | None = None) -> Explanation:
    """What is known of an id, be it a check's or that of a rule of a workspace.

    Raises:
        UsageError: nothing has that id; the nearest is named.
    """
    known = every_explanation()
    if name not in known and workspace is not None:
        known = explanations(workspace)
    if name in known:
        return known[name]
    near = nearest(name, tuple(known))
    raise UsageError(
        f"there is no check or rule '{name}'",
        hint=f"did you mean '{near}'?" if near else "list them: `mergecast explain`",
    )


def explanations(workspace: Path) -> dict[str, Explanation]:
    """Every id, and behind the checks those of the rules of a workspace."""
    from mergecast.cli.checking.explaining_rules import (  # noqa: PLC0415 - reads files
        explanations_of_rules,
    )

    return every_explanation() | explanations_of_rules(workspace)


def about(name: str) -> About | None:
    """What a report tells of an id beside its findings."""
    known = every_explanation().get(name)
    return About(known.title, known.text) if known else None


def _of_docstring(name: str, severity: Severity, doc: str) -> Explanation:
    title, _, rest = doc.strip().partition("\n")
    prose, *blocks = re.split(r"^(Passes|Fails)::\n", rest, flags=re.MULTILINE)
    examples: dict[str, list[str]] = {"Passes": [], "Fails": []}
    for kind, block in zip(blocks[::2], blocks[1::2], strict=True):
        examples[kind].append(textwrap.dedent(block).strip() + "\n")
    return Explanation(
        name,
        severity,
        title.rstrip("."),
        prose.strip(),
        tuple(examples["Passes"]),
        tuple(examples["Fails"]),
    )
