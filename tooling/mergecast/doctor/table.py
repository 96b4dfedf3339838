"""Every check, in the order in which it is shown; its id is its heading in the docs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mergecast.doctor import (
    accounts,
    branches,
    content,
    home,
    ledger,
    networks,
    repository,
    software,
    times,
    workflows,
)
from mergecast.doctor.facts import Facts
from mergecast.doctor.said import Said
from mergecast.model.health import Checkup, Line

Check = Callable[[Facts], Iterator[Said]]

CHECKS: dict[str, Check] = {
    "python": software.python,
    "git": software.git,
    "release": software.release,
    "settings": content.settings,
    "attributes": content.attributes,
    "repository": repository.repository,
    "publishing-branch": repository.branch,
    "history": repository.history,
    "ledger": ledger.ledger,
    "ledger-key": ledger.key,
    "approvals": content.approvals,
    "private-data": content.private_data,
    "credentials": accounts.credentials,
    "access": accounts.access,
    "credit": accounts.credit,
    "automated-label": accounts.automated_label,
    "prices": networks.prices,
    "token": home.token,
    "main-rules": branches.main,
    "ledger-rules": branches.ledger,
    "environment": home.environment,
    "workflows": workflows.workflows,
    "actions": workflows.actions,
    "pages": workflows.pages,
    "second-trigger": times.second_trigger,
    "last-run": times.last_run,
    "clock": times.clock,
}


def examine(facts: Facts, *, offline: bool = False) -> Checkup:
    """What every check says."""
    lines = [
        Line(name, *said) for name, check in CHECKS.items() for said in check(facts)
    ]
    return Checkup(lines, offline)
