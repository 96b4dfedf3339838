"""Write what the sample calendar's month costs into its page, line by line.

    .venv/bin/python scripts/sample_costs.py           write it
    .venv/bin/python scripts/sample_costs.py --check   say whether it is fresh

The lines are those of `mergecast plan --cost` over the calendar of this repository, at
a fixed instant, as if its sample accounts were real. A test runs ``--check``.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mergecast.networks.charges import dollars, micro_dollars

HERE = Path(__file__).parent.parent
PAGE = HERE / "docs" / "explanation" / "cost.md"
BEGIN = "<!-- Written by scripts/sample_costs.py from here -->"
END = "<!-- to here -->"
NOW = "2027-01-01T00:00:00Z"
DAYS = "31"
CONTENT = ("calendar", "playbooks", "styleguide", "mergecast.yaml")
SAMPLE = re.compile(r",\s*sample: true")
AUTHOR = ("-c", "user.name=Mei", "-c", "user.email=mei@example.org")


def planned() -> dict[str, Any]:
    """The plan of the month, as JSON."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for each in CONTENT:
            copy = shutil.copytree if (HERE / each).is_dir() else shutil.copy
            copy(HERE / each, folder / each)
        settings = folder / "mergecast.yaml"
        text = settings.read_text("utf-8")
        settings.write_text(SAMPLE.sub("", text), "utf-8")
        for args in (("init", "-qb", "main"), ("add", "-A"), ("commit", "-qm", "All")):
            _run("git", *AUTHOR, *args, folder=folder)
        told = ("--now", NOW, "plan", "--worktree", "--cost", "--days", DAYS)
        found: dict[str, Any] = json.loads(
            _run(
                sys.executable,
                "-m",
                "mergecast",
                *told,
                "--format",
                "json",
                folder=folder,
            )
        )
        return found


def _run(*args: str, folder: Path) -> str:
    done = subprocess.run(args, cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout


def section(plan: dict[str, Any]) -> Iterator[str]:
    """The table, then what it comes to."""
    yield "| post | on | goes out (UTC) | what for | US dollars |"
    yield "|---|---|---|---|---|"
    whole = 0
    for each in plan["decisions"]:
        at, amount = each["due"], micro_dollars(each["cost_usd"])
        if each["path"].startswith("calendar/queue/") or not amount:
            continue
        whole += amount
        what = ", ".join(_charge(one) for one in each["charges"])
        when = at[:16].replace("T", " ") if at else "as soon as it is merged"
        row = (each["post"], each["account"], when, what, _plain(amount))
        yield f"| {' | '.join(row)} |"
    yield f"| **all** | | | | **{_plain(whole)}** |"
    yield ""
    yield "| | spent | to go | in all |"
    yield "|---|---|---|---|"
    for line in plan["bill"]["lines"]:
        name = line["name"].removeprefix("account:")
        shown = plan["bill"]["month"] if name == "month" else name
        amounts = (line[key] for key in ("spent_usd", "to_go_usd", "in_all_usd"))
        cells = " | ".join(_plain(micro_dollars(amount)) for amount in amounts)
        yield f"| {shown} | {cells} |"


def _charge(one: dict[str, Any]) -> str:
    count = f"{one['count']} x " if one["count"] > 1 else ""
    return f"{count}{one['what']} {_plain(micro_dollars(one['total_usd']))}"


def _plain(amount: int) -> str:
    return dollars(amount).removeprefix("$")


def page() -> str:
    """The page with its lines as they are now."""
    text = PAGE.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    lines = "\n".join(section(planned()))
    return f"{before}{BEGIN}\n\n{lines}\n\n{END}{after}"


def main(args: list[str]) -> int:
    """Write the page, or say whether it is fresh."""
    fresh = page()
    if "--check" not in args:
        PAGE.write_text(fresh, "utf-8")
        return 0
    if fresh == PAGE.read_text("utf-8"):
        return 0
    sys.stderr.write(f"{PAGE.name} is not fresh: run scripts/sample_costs.py\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
