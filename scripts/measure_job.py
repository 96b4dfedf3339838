"""Measure what a job of publish.yml takes here, and say what that comes to in a month.

    python scripts/measure_job.py [ROUNDS]

The workflow itself is run, by the machinery of tests/workflows: its checkout over HTTP,
its install, its commands, against the stand-ins for GitHub and X. Only pip is measured
apart, in a Python that has nothing yet, from wheels that were fetched before. Not
measured, since it is not ours and not here: GitHub's queue, the start of its machine,
its network. Counted are the seconds in which a processor works for a step (the server's
side of git, too), so that whatever else this machine does changes little.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from workflows.conftest import standing  # noqa: E402 - the path comes first
from workflows.runner import clocks  # noqa: E402 - as above
from workflows.tools import Tools, tools  # noqa: E402 - as above

if TYPE_CHECKING:
    from workflows.place import Place

POSTS, PICTURES, PICTURE = 500, 40, 250_000
CRON = "37 * * * *"
OTHERS = 15.0
"""Seconds that GitHub itself takes of each job: a guess, from public logs."""
MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds in which a processor worked, each the median of some rounds.

    ``download`` is in bytes.
    """

    install: float
    download: int
    checkout: float
    idle: float
    sends: float
    alarms: float

    @property
    def job(self) -> float:
        """Of a run with nothing to send."""
        return self.checkout + self.install + self.idle + self.alarms


def main(rounds: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "place").mkdir()
        made = tools(folder / "tools")
        took, size = _install(folder, made, rounds)
        with standing(folder / "place", made) as place:
            _fill(place)
            found = _jobs(place, rounds)
    print("\n".join(_report(Measured(took, size, *found), rounds)))


def _install(folder: Path, made: Tools, rounds: int) -> tuple[float, int]:
    """Seconds of pip in a fresh Python, and the bytes that it would fetch."""
    wheels, lock = folder / "all", folder / "mergecast.txt"
    lock.write_text(made.lock)
    pip = ("-m", "pip", "--disable-pip-version-check", "--quiet")
    locked = ("--require-hashes", "-r", str(lock))
    fetch = ("download", "--find-links", str(made.wheel.parent), "--dest", str(wheels))
    command = [sys.executable, *pip, *fetch, *locked]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    took = []
    for number in range(rounds):
        fresh = folder / f"python-{number}"
        subprocess.run([sys.executable, "-m", "venv", str(fresh)], check=True)
        offline = ("--no-index", "--find-links", str(wheels), "--no-cache-dir")
        started = clocks()[1]
        install = [fresh / "bin/python", *pip, "install", *offline, *locked]
        subprocess.run(install, check=True)
        took.append(clocks()[1] - started)
    return median(took), sum(each.stat().st_size for each in wheels.iterdir())


def _fill(place: Place) -> None:
    """A calendar that is full for more than a year, and pictures."""
    team, day = place.hub.team, date.today() + timedelta(days=30)  # noqa: DTZ011 - any day
    for number in range(POSTS):
        at = day + timedelta(days=number)
        text = f"id: far-{number}\naccounts: [acme]\npublish_at: {at} 09:00\n"
        path = f"calendar/{at:%Y/%m/%d}-far.yaml"
        team.write(path, f"{text}text: |\n  Day {number}, as every day. 你好\n")
    for number in range(PICTURES):
        file = team.folder / f"calendar/media/picture-{number}.png"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(bytes([number]) + (b"%d" % number) * (PICTURE // 2))
    team.commit("Years of posts")


def _jobs(place: Place, rounds: int) -> tuple[float, float, float, float]:
    """Seconds of a checkout, of a run with nothing due and with a post, of alarms."""
    took: dict[str, list[float]] = {}
    for number in range(rounds):
        for due in (False, True):
            if due:
                place.ready(f"new-{number}", timedelta(seconds=-1))
            event = place.events.schedule(CRON, place.runner.main)
            (job,) = place.happens(event)
            assert job.ended == "success", job.said  # noqa: S101 - or it measures nothing
            for step in job.steps:  # busy: other work on this machine does not count
                name = f"{step.name} {due}" if step.name == "Publish" else step.name
                took.setdefault(name, []).append(step.busy)
    names = (
        "Check out",
        "Publish False",
        "Publish True",
        "Tell people what needs them",
    )
    checkout, idle, sends, alarms = (median(took[name]) for name in names)
    return checkout, idle, sends, alarms


def _report(found: Measured, rounds: int) -> Iterator[str]:
    yield f"Median of {rounds} rounds, {POSTS:,} posts and {PICTURES} pictures:\n"
    yield "| step | seconds |"
    yield "|---|--:|"
    yield f"| checkout, sparse and without old contents | {found.checkout:.1f} |"
    what = f"install by hash, from {found.download / 1e6:.0f} MB of wheels at hand"
    yield f"| {what} | {found.install:.1f} |"
    yield f"| `mergecast publish`, nothing due | {found.idle:.1f} |"
    yield f"| `mergecast publish`, one post sent | {found.sends:.1f} |"
    yield f"| `mergecast alarms` | {found.alarms:.1f} |"
    yield f"| **a job with nothing due** | **{found.job:.1f}** |\n"
    quiet = ceil((found.job + OTHERS) / 60)
    waits = ceil((found.job + OTHERS) / 60 + 15)
    yield "| triggers a day | a month, nothing near | a month, each waits 15 minutes |"
    yield "|--:|--:|--:|"
    for triggers in (1, 3, 24):
        runs = triggers * MONTH
        yield f"| {triggers} | {runs * quiet:,.0f} min | {runs * waits:,.0f} min |"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
