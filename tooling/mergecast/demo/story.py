"""The story: a draft is refused, mended, approved, published once, and remembered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mergecast.demo.stage import AISYAH, MEI, Stage, stage

MORNING = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)
"""08:30 in Kuala Lumpur, half an hour before the first post."""

DAY = "calendar/2026/11/24"


def tell(folder: Path, say: Callable[[str], None], *, colour: bool) -> Stage:
    """Tell the whole story in ``folder``.

    Raises:
        DemoError: a step did not end as it should.
    """
    with stage(folder, MORNING, say, colour=colour) as made:
        for chapter in (
            _prologue,
            _refused,
            _mended,
            _approved,
            _too_early,
            _published,
            _thread,
            _nothing_twice,
            _unapproved,
            _epilogue,
        ):
            chapter(made)
        return made


def _title(made: Stage, text: str) -> None:
    made.say(f"\033[1;36m{text}\033[0m" if made.colour else text)


def _prologue(made: Stage) -> None:
    _title(made, "1. A team, a repository, and a record")
    made.say("   Mei writes posts for Acme, Aisyah reviews them. Their calendar is a")
    made.say("   folder of YAML files in git. Instead of X, a sandbox on this machine")
    made.say("   takes the posts: nothing leaves it.\n")
    made.place("mergecast.yaml", "mergecast.yaml")
    _commit(made, "Start the calendar")
    made.mergecast(MEI, "ledger", "init", "--sandbox")
    _commit(made, "Name the ledger")


def _refused(made: Stage) -> None:
    _title(made, "2. A draft with mistakes is refused")
    made.say("   Mei drafts the launch post on a branch, late in the evening.\n")
    made.git(MEI, "switch", "--quiet", "-c", "launch")
    made.place("draft.yaml", f"{DAY}-launch.yaml")
    made.place("launch.png", "calendar/media/launch.png")
    made.mergecast(MEI, "check", expect=1)


def _mended(made: Stage) -> None:
    _title(made, "3. The mended draft passes")
    made.say(
        "   Every finding said where and what to write. Mei mends the draft and adds"
    )
    made.say("   a thread and a thank-you.\n")
    made.place("fixed.yaml", f"{DAY}-launch.yaml")
    made.place("thread.yaml", f"{DAY}-how-it-works.yaml")
    made.place("thanks.yaml", f"{DAY}-thank-you.yaml")
    made.git(MEI, "add", "--all")
    made.git(MEI, "commit", "--quiet", "-m", "Draft the launch")
    made.mergecast(MEI, "check")


def _approved(made: Stage) -> None:
    _title(made, "4. Aisyah reads exactly what readers will get, and approves")
    made.say(
        "   On GitHub this is the review of the pull request; here it is a line in a"
    )
    made.say("   commit. Then the branch is merged.\n")
    made.mergecast(AISYAH, "approve", "--yes", "launch-2026")
    for post in ("how-it-works", "thank-you"):
        made.mergecast(AISYAH, "approve", "--yes", post, quiet=True)
    made.git(MEI, "switch", "--quiet", "main")
    made.git(MEI, "merge", "--quiet", "--no-ff", "-m", "Merge the launch", "launch")
    made.git(MEI, "push", "--quiet", "origin", "main")
    made.mergecast(MEI, "plan")


def _too_early(made: Stage) -> None:
    _title(made, "5. 08:30: a tick comes early, and waits")
    made.mergecast(MEI, "publish")


def _published(made: Stage) -> None:
    _title(made, "6. 09:00: the post goes out, with its image")
    made.clock[0] = MORNING + timedelta(minutes=30, seconds=20)
    made.mergecast(MEI, "publish")


def _thread(made: Stage) -> None:
    _title(made, "7. 09:30: the thread goes out, part by part")
    made.clock[0] = MORNING + timedelta(minutes=60, seconds=20)
    made.mergecast(MEI, "publish")


def _nothing_twice(made: Stage) -> None:
    _title(made, "8. A second tick does nothing")
    made.clock[0] += timedelta(minutes=5)
    made.mergecast(MEI, "publish")


def _unapproved(made: Stage) -> None:
    _title(made, "9. 10:00: words that nobody approved wait")
    made.say("   Someone has edited the thank-you on main after Aisyah's approval.\n")
    path = made.clone / f"{DAY}-thank-you.yaml"
    changed = path.read_text("utf-8").replace("membantu!", "membantu! Beli sekarang!")
    path.write_text(changed, "utf-8")
    _commit(made, "Make it sell")
    made.clock[0] = MORNING + timedelta(minutes=90, seconds=20)
    made.mergecast(MEI, "publish")


def _epilogue(made: Stage) -> None:
    _title(made, "10. Git remembers")
    made.mergecast(MEI, "ledger", "show")
    made.mergecast(MEI, "ledger", "verify")


def _commit(made: Stage, message: str) -> None:
    made.git(MEI, "add", "--all")
    made.git(MEI, "commit", "--quiet", "-m", message)
    made.git(MEI, "push", "--quiet", "origin", "HEAD:main")
