"""What a team has to do after `init --team`, in order, and what it will cost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from mergecast.cli.starting.cron_lines import cron_of, runs_a_week
from mergecast.cli.starting.pinning import Pin
from mergecast.cli.starting.running_costs import Habits, costs
from mergecast.cli.starting.shipped import workflows
from mergecast.cli.starting.team_answers import Answers
from mergecast.cli.starting.team_files import cron

_CLOCKS: Mapping[str, str] = {
    "phone": "a shortcut on a phone",
    "cloud": "a cloud's cron",
    "nas": "a NAS or another machine that is always on",
    "loop": "`mergecast publish --loop` on a server",
}


def steps(told: Answers, now: datetime, pin: Pin, adds: Sequence[str]) -> Iterator[str]:
    """Lines for people."""
    lines = cron(told, now) or cron_of(workflows()["publish.yml"])
    yield from _times(told, lines)
    yield from costs(_habits(told, lines))
    yield ""
    yield "next, in this order:"
    numbered = [*_forge(told, pin, adds), *_rehearsal(told), *_live()]
    for number, step in enumerate(numbered, 1):
        yield from _indented(f"{number}.", step)


def _times(told: Answers, lines: Iterable[str]) -> Iterator[str]:
    listed = ", ".join(f'"{line}"' for line in lines)
    why = ", before your own slots" if told.timetable else ""
    yield f"GitHub starts publish.yml at {listed} (UTC){why}."
    yield "It may be hours late, or not come: so a clock of your own has to call, too."


def _habits(told: Answers, lines: Sequence[str]) -> Habits:
    posts = sum(len(slot.days) or 7 for slot in told.timetable)
    cron_a_week = runs_a_week(lines)
    clock_a_week = 0 if told.clock == "loop" else cron_a_week
    heartbeat_a_week, calendar_a_week = (
        runs_a_week(cron_of(workflows()[name]))
        for name in ("heartbeat.yml", "calendar.yml")
    )
    return Habits(cron_a_week, clock_a_week, heartbeat_a_week, posts, calendar_a_week)


def _forge(told: Answers, pin: Pin, adds: Sequence[str]) -> Iterator[list[str]]:
    if not pin.sha256:
        yield [
            "no job can install mergecast yet: in a clone of mergecast, `make wheel`",
            "builds its wheel; then, here: mergecast init --update --yes --wheel FILE",
        ]
    elif pin.indexed:
        yield [
            ".github/mergecast.txt trusts your package index: whoever has the name",
            "mergecast there has made what the jobs run, with your keys. Is it the",
            "project's own? Compare the hash, or name a wheel that you built: --wheel",
        ]
    yield [
        "look at what was written, then put it on GitHub as main:",
        *(f"  {command}" for command in adds),
        '  git commit -m "Set up mergecast"',
        "  git push origin HEAD:main",
    ]
    where = f"https://github.com/{told.repository}/settings" if told.repository else ""
    yield [
        f"on GitHub, in the repository's settings{f' ({where})' if where else ''}:",
        "  Rules, Rulesets, Import: .github/rulesets/main.json, then the other one",
        "  Environments: one named publish, for the branch main alone",
        "  Actions, General: let actions create pull requests",
    ]
    yield [
        "secrets of the environment publish:",
        "  MERGECAST_SECRETS      the accounts' keys: `mergecast connect` gives it",
        "  MERGECAST_LEDGER_KEY   signs the ledger: `mergecast ledger rotate --help`",
        "  MERGECAST_WATCH_URL    optional: a watch that notices when no run comes",
        "  MERGECAST_ALARM_URL    optional: a webhook for what a person must see",
    ]


def _rehearsal(told: Answers) -> Iterator[list[str]]:
    keys = " ".join(account.key for account in told.accounts)
    yield [f"mergecast connect {keys or 'ACCOUNT'}"]
    yield [
        f"a second trigger, {_CLOCKS[told.clock]}: see mergecast's",
        f"  docs/how-to/triggers.md#{_ANCHORS[told.clock]}",
    ]
    yield [
        "mergecast new, have it reviewed and merged; then see the week go by:",
        "  mergecast publish --rehearse 7d",
    ]
    yield ["mergecast doctor, until nothing fails"]


_ANCHORS: Mapping[str, str] = {
    "phone": "a-shortcut-on-a-phone",
    "cloud": "a-clouds-cron",
    "nas": "a-nas-or-any-machine-that-is-on",
    "loop": "a-server-that-stays",
}


def _live() -> Iterator[list[str]]:
    yield [
        "go live: run `mergecast ledger init`, write `live: true` into mergecast.yaml,",
        "and have that one change reviewed and merged",
    ]


def _indented(number: str, step: Sequence[str]) -> Iterator[str]:
    for at, line in enumerate(step):
        yield f"{number if not at else '':>4} {line}"
