"""A workspace with nothing wrong, for tests that break one thing of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from mergecast.doctor.facts import Clone, Facts, Files, Keys, Record, Seen, Software
from mergecast.doctor.table import CHECKS
from mergecast.model.guards import Environment, Home, Rules, Run, Site
from mergecast.model.health import Level
from mergecast.model.settings import Account, LedgerSettings, Settings
from mergecast.model.team import Member, Team
from mergecast.model.workspace import Workspace

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
HASH = "0123456789abcdef" * 4
PINNED = f"""\
click==8.2 \\
    --hash=sha256:{HASH}
mergecast==1.2.3 \\
    --hash=sha256:{HASH}
"""
ACCOUNT = Account("acme", "x", "acme_hq", "1000001", data={"automated_label": True})
SEEN = Seen("acme_hq", "1000001", "read-write", (NOW, NOW))
GUARDED = Rules(
    frozenset(
        {"deletion", "non_fast_forward", "pull_request", "required_status_checks"}
    ),
    frozenset({"check", "approvals"}),
)
KEPT = Rules(frozenset({"deletion", "non_fast_forward"}))
ENVIRONMENT = Environment(branches=("main",), secrets=("MERGECAST_SECRETS",))
RUNS = tuple(Run("repository_dispatch", NOW - HOUR * number) for number in range(1, 5))
SITE = Site(
    home=Home(private=True, pushes=True, left=900, date=(NOW, NOW)),
    main=GUARDED,
    ledger=KEPT,
    environment=ENVIRONMENT,
    secrets=(),
    workflows={"publish.yml": "active"},
    runs=RUNS,
)
RECORD = Record(
    "sha256:0123456789", keyed="2026-11", events=41, last=NOW - HOUR, runs=()
)
SETTINGS = Settings(
    forge="github",
    live=True,
    accounts={"acme": ACCOUNT},
    ledger=LedgerSettings(genesis="sha256:0123456789", key="2026-11"),
)
TEAM = Team({"mei": Member("mei", "Mei", signing_keys=("ssh-ed25519 AAAA",))})
WELL = Facts(
    now=NOW,
    software=Software((3, 13), "1.2.3", "2.45.1", PINNED),
    space=Workspace(SETTINGS, TEAM),
    clone=Clone(("origin",), born=True, shallow=False, tip="0" * 40),
    record=RECORD,
    key=("2026-11",),
    keys=(Keys(ACCOUNT, seen=SEEN),),
    forge=SITE,
    files=Files(
        workflows={"publish.yml": "name: publish\n"},
        shipped={"publish.yml": "name: publish\n"},
        private={"playbooks/team.yaml": 1},
    ),
)


def with_settings(facts: Facts = WELL, **changes: object) -> Facts:
    """The same with other settings."""
    settings = replace(facts.settings, **changes)  # type: ignore[arg-type]  # a test's
    return replace(facts, space=Workspace(settings, TEAM))


def with_site(**changes: object) -> Facts:
    """The same with another forge."""
    return replace(WELL, forge=replace(SITE, **changes))  # type: ignore[arg-type]  # as above


def said(check: str, facts: Facts) -> list[tuple[Level, str]]:
    """What one check says, without the fixes."""
    return [(each.level, each.seen) for each in CHECKS[check](facts)]


def worst(check: str, facts: Facts) -> Level:
    """The worst that one check says."""
    return max((level for level, _ in said(check, facts)), key=list(Level).index)


def words(check: str, facts: Facts) -> str:
    """All that one check says."""
    return "\n".join(f"{each.seen} -> {each.fix}" for each in CHECKS[check](facts))


def levels(check: str, facts: Facts) -> Sequence[Level]:
    """The levels of all lines of one check."""
    return [level for level, _ in said(check, facts)]
