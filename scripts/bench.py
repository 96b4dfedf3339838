"""Measure mergecast against its peers, in one run, as CPU ratios of whole processes.

    make bench                    1,000 and 10,000 posts; a ledger of 150,000 events
    python scripts/bench.py --posts 100000

Wall clocks on shared machines lie; CPU seconds (user + system, children included) side
by side in one run lie less. Every figure is the median of several runs, taken in turn.
Peers are installed into a scratch environment, never into the project's own.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench_ledger import born
from bench_rules import rules
from bench_tree import make

ROOT = Path(__file__).parent.parent
MERGECAST = Path(sys.executable).with_name("mergecast")
SCHEMA = ROOT / "tooling/mergecast/schemas/post.schema.json"
PEERS = ("check-jsonschema", "sourcemeta-jsonschema")
"""Each in an environment of its own: both bring a command called `jsonschema`."""


_MOST_RULED = 10_000
"""Style guides are measured by so many posts at most: three trees each."""
_ARGUMENTS = 20_000
"""More files than this do not fit on a command line."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run cost: CPU and wall seconds, and the largest process in MiB."""

    cpu: float
    wall: float
    memory: float


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to measure. ``before`` runs unmeasured before each run."""

    name: str
    command: Sequence[str | Path]
    folder: Path
    before: Callable[[], None] = lambda: None


def run(case: Case) -> Cost:
    """Run a command once; what it prints is thrown away, unless it fails."""
    case.before()
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    started = time.perf_counter()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            list(map(str, case.command)),
            cwd=case.folder,
            env=environment,
            stdout=output,
            stderr=output,
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in {0, 1}:
            # What failed at once would look like the fastest of all.
            output.seek(0)
            said = output.read(2_000).decode("utf-8", "replace")
            sys.exit(f"{case.name} ended with {process.returncode}:\n{said}")
    wall = time.perf_counter() - started
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def measure(cases: Sequence[Case], rounds: int) -> dict[str, Cost]:
    """The median cost of each case; the cases take turns."""
    costs: dict[str, list[Cost]] = {case.name: [] for case in cases}
    for _ in range(rounds):
        for case in cases:
            costs[case.name].append(run(case))
    return {
        name: Cost(
            statistics.median(each.cpu for each in found),
            statistics.median(each.wall for each in found),
            max(each.memory for each in found),
        )
        for name, found in costs.items()
    }


def peers(folder: Path) -> dict[str, Path]:
    """The folder of each peer's commands; those that cannot be installed are left out.

    check-jsonschema 0.39 and Sourcemeta's jsonschema 17 were measured first.
    """
    found = {}
    for name in PEERS:
        venv.create(folder / name, with_pip=True)
        pip = [folder / name / "bin/pip", "install", "-q", name]
        if subprocess.run(pip, check=False, capture_output=True).returncode == 0:
            found[name] = folder / name / "bin"
    return found


def commit(folder: Path, at: Sequence[str] = ()) -> None:
    """Make a repository of a tree, packed, with a remote and a sandbox ledger.

    ``at``: options that pretend when the ledger was started.
    """
    os.environ["MERGECAST_X_API_BASE"] = "http://127.0.0.1:9"
    git = ["git", "-c", "user.name=Bench", "-c", "user.email=bench@example.org"]
    remote = folder.with_name(f"{folder.name}.git")
    steps = [
        ["git", "init", "-q", "-b", "main"],
        ["git", "add", "-A"],
        [*git, "commit", "-q", "-m", "Start"],
        ["git", "init", "-q", "--bare", "-b", "main", str(remote)],
        ["git", "remote", "add", "origin", str(remote)],
        ["git", "push", "-q", "origin", "main"],
        [str(MERGECAST), *at, "ledger", "init", "--sandbox"],
        [*git, "commit", "-q", "-am", "Name the ledger"],
        ["git", "push", "-q", "origin", "main"],
        ["git", "fetch", "-q"],
        ["git", "repack", "-q", "-a", "-d"],
    ]
    for step in steps:
        subprocess.run(step, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def cold(folder: Path) -> Callable[[], None]:
    """Forget what earlier checks found."""
    return lambda: shutil.rmtree(folder / ".git/mergecast", ignore_errors=True)


def against_peers(folder: Path, bins: dict[str, Path]) -> list[Case]:
    """A cold check of the whole tree, and what peers do with the schema alone."""
    posts = sorted((folder / "calendar").glob("2*/**/*.yaml"))
    cases = [
        Case("mergecast check (cold)", [MERGECAST, "check"], folder, cold(folder)),
    ]
    slow, fast = (bins.get(name) for name in PEERS)
    if slow is not None and len(posts) <= _ARGUMENTS:
        command = [slow / "check-jsonschema", "--schemafile", SCHEMA, *posts]
        cases.append(Case("check-jsonschema", command, folder))
    if fast is not None:
        years = sorted({post.relative_to(folder).parts[1] for post in posts})
        folders = [folder / "calendar" / year for year in years]
        command = [fast / "jsonschema", "validate", SCHEMA, *folders]
        command += ["--extension", ".yaml"]
        cases.append(Case("sourcemeta jsonschema", command, folder))
    return cases


def warm(folder: Path) -> list[Case]:
    """What people and jobs run again and again: nothing changed, nothing due."""
    return [
        Case("python -c pass", [sys.executable, "-c", "pass"], folder),
        Case("mergecast --version", [MERGECAST, "--version"], folder),
        Case(
            "mergecast check --ref HEAD (warm)",
            [MERGECAST, "check", "--ref", "HEAD"],
            folder,
        ),
        Case("mergecast check (warm)", [MERGECAST, "check"], folder),
        Case("mergecast plan (nothing due)", [MERGECAST, "plan"], folder),
        Case("mergecast publish (nothing due)", [MERGECAST, "publish"], folder),
        _pages(folder),
    ]


def _pages(folder: Path) -> Case:
    """The calendar as pages, a file for each month; none is there before."""
    site = folder.with_name(f"{folder.name}-site")
    command = [MERGECAST, "pages", "build", "--output", site]
    return Case(
        "mergecast pages build",
        command,
        folder,
        lambda: shutil.rmtree(site, ignore_errors=True),
    )


def ruled(scratch: Path, posts: int) -> list[Case]:
    """A cold check by a style guide of no rules, of fifty and of five hundred."""
    cases = []
    for count in (0, 50, 500):
        folder = scratch / f"{posts}-by-{count}-rules"
        make(folder, posts)
        if count:
            rules(folder, count)
        commit(folder)
        name = f"mergecast check (cold), {count} rules"
        cases.append(Case(name, [MERGECAST, "check"], folder, cold(folder)))
    return cases


def forget(folder: Path, *, filters: bool = True) -> Callable[[], None]:
    """Forget the ledger, as a fresh clone has never seen it.

    ``filters``: whether the remote can leave the contents of files out.
    """
    cache = folder / ".git/mergecast/ledger.git"
    remote = folder.with_name(f"{folder.name}.git")
    setting = ["git", "config", "uploadpack.allowFilter", str(filters).lower()]

    def before() -> None:
        shutil.rmtree(cache, ignore_errors=True)
        subprocess.run(setting, cwd=remote, check=True)

    return before


def ledgers(scratch: Path, posts: int) -> list[Case]:
    """A tick with nothing due, by an empty ledger and by one of many years."""
    cases = []
    for name, count in (("empty", 0), (f"{3 * posts:,} events", posts)):
        folder = scratch / name.replace(" ", "-")
        make(folder, 10)
        commit(folder, ("--now", born().isoformat()))
        remote = folder.with_name(f"{folder.name}.git")
        # By a path git would copy all of it, and leave nothing out.
        url = ["git", "remote", "set-url", "origin", remote.as_uri()]
        subprocess.run(url, cwd=folder, check=True)
        # In a process of its own: its memory would be counted with what it starts.
        program = Path(__file__).with_name("bench_ledger.py")
        made = [sys.executable, program, folder, remote, str(count)]
        subprocess.run(made, check=True)
        command = [MERGECAST, "publish"]
        cases += [
            Case(f"{name}: kept clone", command, folder),
            Case(f"{name}: fresh clone", command, folder, forget(folder)),
        ]
        run(cases[-1])
    whole = forget(folder, filters=False)
    last = Case(f"{name}: fresh clone, remote without filters", command, folder, whole)
    return [*cases, last]


def objects(case: Case) -> str:
    """How much of its ledger a clone fetches: all objects, and the files among them."""
    run(case)
    cache = case.folder / ".git/mergecast/ledger.git"
    batch = ["git", "cat-file", "--batch-all-objects", "--batch-check=%(objecttype)"]
    listed = subprocess.run(
        batch, cwd=cache, check=True, capture_output=True, text=True
    )
    kinds = listed.stdout.split()
    return f"{case.name}: {len(kinds):,} objects, {kinds.count('blob'):,} of them files"


def table(costs: dict[str, Cost], base: str) -> Iterator[str]:
    """Costs as Markdown rows, with ratios to ``base``."""
    yield f"| command | CPU s | wall s | MiB | CPU : {base} | wall : {base} |"
    yield "|---|---:|---:|---:|---:|---:|"
    unit = costs[base]
    for name, cost in costs.items():
        yield (
            f"| {name} | {cost.cpu:.3f} | {cost.wall:.3f} | {cost.memory:.0f}"
            f" | {cost.cpu / unit.cpu:.2f} | {cost.wall / unit.wall:.2f} |"
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--ledger-posts", type=int, default=50_000)
    asked = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory(prefix="mergecast-bench-") as name:
        scratch = Path(name)
        bins = {} if asked.no_peers else peers(scratch / "peers")
        if not asked.no_peers and len(bins) < len(PEERS):
            print(f"could be installed of the peers: {', '.join(bins) or 'none'}")
        for count in asked.posts:
            folder = scratch / str(count)
            make(folder, count)
            commit(folder)
            print(f"\n{count:,} posts\n")
            rounds = 1 if count > 20_000 else asked.rounds
            costs = measure(against_peers(folder, bins), rounds)
            print("\n".join(table(costs, "mergecast check (cold)")))
            print()
            costs = measure(warm(folder), asked.rounds)
            print("\n".join(table(costs, "python -c pass")))
            if count <= _MOST_RULED:
                print()
                cases = ruled(scratch, count)
                costs = measure(cases, min(rounds, 3))
                print("\n".join(table(costs, cases[0].name)))
        if asked.ledger_posts:
            cases = ledgers(scratch, asked.ledger_posts)
            print(f"\n{3 * asked.ledger_posts:,} events on record\n")
            costs = measure(cases[:-1], asked.rounds)
            # Apart from the others: it leaves everything in the clone.
            costs |= measure(cases[-1:], 1)
            print("\n".join(table(costs, cases[0].name)))
            print()
            print("\n".join(objects(case) for case in cases if "fresh" in case.name))


if __name__ == "__main__":
    main()
