"""How grave an incident is by what is known of it: what somebody typed, as facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mergecast.crisis.assess import (
    Assessment,
    BadAnswerError,
    UnknownFactError,
    answers,
    assess,
)
from mergecast.errors import UsageError
from mergecast.incidents.steps import NOT_DONE
from mergecast.model.crisis import Levels


def by_facts(
    levels: Levels | None, before: Mapping[str, str], said: Mapping[str, str]
) -> tuple[Assessment | None, dict[str, str]]:
    """The level by all that is known, if anything is; and what is said now, as kept.

    Raises:
        UsageError: a fact cannot be meant, or there are no levels.
    """
    if levels is None and said:
        raise UsageError("there is no playbooks/levels.yaml", not_done=NOT_DONE)
    if levels is None:
        return None, {}
    try:
        now = answers(said, levels)
    except UnknownFactError as error:
        hint = f"name one of: {', '.join(error.known)}"
        raise UsageError(str(error), hint=hint, not_done=NOT_DONE) from None
    except BadAnswerError as error:
        raise UsageError(str(error), not_done=NOT_DONE) from None
    known = {**_known(levels, before), **now}
    kept = {name: str(value) for name, value in now.items()}
    return (assess(known, levels) if known else None), kept


def _known(levels: Levels, before: Mapping[str, str]) -> dict[str, int | bool]:
    """What was said earlier, as far as the levels still ask for it."""
    found: dict[str, int | bool] = {}
    for name, value in before.items():
        try:
            found |= answers({name: value}, levels)
        except (UnknownFactError, BadAnswerError):
            continue
    return found


def pairs(texts: Sequence[str]) -> dict[str, str]:
    """``name=value`` of the command line.

    Raises:
        UsageError: one has no name or no value.
    """
    found: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not (name and equals):
            raise UsageError(
                f"'{text}' is not NAME=VALUE",
                hint="write it as in people=12",
                not_done=NOT_DONE,
            )
        if name.strip() in found:
            raise UsageError(
                f"'{name.strip()}' is given twice",
                hint="keep the one that is meant",
                not_done=NOT_DONE,
            )
        found[name.strip()] = value.strip()
    return found
