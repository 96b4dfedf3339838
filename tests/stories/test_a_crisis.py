"""02:00 in Kuala Lumpur: from the first complaint to the playbook that changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
from stories.telling import a_post, a_thread
from team_repository import AISYAH, TOM

from mergecast.errors import ExitCode
from mergecast.ledger.git_store import GitStore
from mergecast.ledger.store import Change, Outcome

if TYPE_CHECKING:
    from cli.program import Done
    from stories.telling import Team

PEOPLE = """\
members:
  mei:
    {name: Mei Lin, email: mei@example.org, roles: [creator], languages: [en]}
  aisyah:
    name: Aisyah
    email: aisyah@example.org
    timezone: Asia/Kuala_Lumpur
    roles: [crisis-manager]
    languages: [en]
    backup: tom
  tom:
    name: Tom
    email: tom@example.org
    timezone: Europe/London
    roles: [moderator]
    languages: [en]
roles:
  creator: {title: Creator}
  crisis-manager: {title: Crisis manager}
  moderator: {title: Moderator}
"""
LEVELS = """\
owner: crisis-manager
facts:
  people: {ask: "How many complain?", type: number}
levels:
  mid:
    title: Small topic
    examples: [{facts: {people: 3}, because: three people complain}]
  high:
    title: Wave
    any_of: [{people: 40}]
    examples: [{facts: {people: 60}, because: it trends}]
"""
MATRIX = """\
owner: crisis-manager
levels:
  mid:
    roles:
      crisis-manager:
        may: [open, assess, freeze, thaw, notify, statement, respond, retract, close]
        within: 30m
        backup: moderator
      moderator: {may: [open, assess, freeze, notify], within: 15m}
    respond: {all_of: [crisis-manager]}
  high:
    roles:
      crisis-manager:
        may: [open, assess, freeze, thaw, notify, statement, respond, retract, close]
        within: 15m
        backup: moderator
      moderator: {may: [open, assess, freeze, notify], within: 15m}
    respond: {all_of: [crisis-manager], count: 2}
    statement: {any_of: [crisis-manager]}
"""
PLAYBOOK = """\
id: outage
title: Something is down
owner: crisis-manager
triggers: [the download page cannot be reached]
level: mid
freeze: [all]
statements: [outage]
steps:
  identify: {owner: moderator, within: 10m, do: [try it from another network]}
  assess: {owner: moderator, within: 15m, do: [answer the facts of levels.yaml]}
  notify: {owner: moderator, within: 20m, do: [call whom the matrix names]}
  respond: {owner: crisis-manager, within: 30m, do: [send the holding statement]}
  record: {owner: crisis-manager, within: 48h, do: [hold the retro]}
"""
STATEMENT = """\
id: outage
title: It is down, and we know
owner: crisis-manager
levels: [high]
texts:
  en: |
    We know that {what} is down, and people are working on it.
vars:
  what: {ask: "What is down?", type: words, longest: 30}
"""
FILES = {
    "playbooks/team.yaml": PEOPLE,
    "playbooks/levels.yaml": LEVELS,
    "playbooks/matrix.yaml": MATRIX,
    "playbooks/crisis/outage.yaml": PLAYBOOK,
    "playbooks/statements/outage.yaml": STATEMENT,
}
THREAD = "calendar/2026/11/24-tips.yaml"
PLANNED = "calendar/2026/11/24-planned.yaml"
LIVE = "calendar/2026/11/24-live.yaml"
NAME = "outage-2026-11-23"


TIMELINE = (
    'step: note, who: tom, what: "froze all: ',
    'what: "tips-2026@acme:1 was taken back"',
    'what: "cheer-2026@acme:1 was deleted by hand"',
    'what: "live-2026@acme:1 was live: ',
    'what: "planned-2026@acme:1 was kept back"',
    'what: "thawed all: over"',
    'what: "merged: Take it back"',
    "level: high\n",
)
"""What the incident's file has beside its steps, among other things."""


def ok(done: Done) -> Done:
    assert done.code == ExitCode.DONE, done.out + done.err
    return done


@pytest.fixture
def night(team: Team) -> Team:
    """A thread is planned for 02:00, and a post for 03:00."""
    for path, text in FILES.items():
        team.repository.write(path, text)
    team.repository.commit("Playbooks")
    yesterday = a_post("cheer-2026", "2026-11-23 20:00", "What a day!")
    team.plans(yesterday, "calendar/2026/11/23-cheer.yaml")
    ok(team.publishes_at("2026-11-23 20:00:05"))
    team.plans(a_thread("tips-2026", "2026-11-24 02:00", "One", "Two", "Three"), THREAD)
    team.plans(a_post("planned-2026", "2026-11-24 03:00", "All is well"), PLANNED)
    return team


@contextmanager
def before_push(number: int, what: Callable[[], object]) -> Iterator[None]:
    """Something happens just before the ledger is written for so many times."""
    real, count = GitStore.push, iter(range(1, 1000))

    def push(store: GitStore, parent: str | None, change: Change) -> Outcome:
        if next(count) == number:
            what()
        return real(store, parent, change)

    with patch.object(GitStore, "push", push):
        yield


def status(team: Team) -> dict[str, Any]:
    done = ok(team.runs("crisis", "status", NAME, "--format", "json"))
    found: dict[str, Any] = json.loads(done.out)
    return found


def complaint(night: Team) -> None:
    """02:00, a thread goes out.

    The first complaint is there already: Tom, in London, is the only one awake, and
    his freeze lands between the first part and the next.
    """
    said: list[Done] = []

    def complaint() -> None:
        summary = ("--summary", "three say the download is gone")
        opening = ("crisis", "open", "--playbook", "outage")
        said.append(night.runs(*opening, *summary, who=TOM))

    night.at("2026-11-24 02:00:05")
    with before_push(4, complaint):
        half = ok(night.publishes())
    opened = ok(said[0])
    assert "frozen and on record in" in opened.out
    assert "frozen: all" in opened.out
    assert "call    moderator within 15 min: Tom (" in opened.out
    assert "next    assess: answer the facts of levels.yaml" in opened.out
    assert "tom froze all: three say the download is gone" in half.out
    assert night.live() == ["What a day!", "One"]

    # The thread stands half sent, and stays so: a freeze is no failure.
    stopped = ok(night.publishes_at("02:05"))
    assert "tom froze all: three say the download is gone" in stopped.out
    assert night.live() == ["What a day!", "One"]


def grades(night: Team) -> None:
    """02:08, it grows. 02:10, Aisyah is called."""
    night.at("02:08")
    ok(night.runs("crisis", "assess", "--fact", "people=60", who=TOM))
    assert status(night)["level"] == "high"
    night.at("02:10")
    ok(night.runs("crisis", "notify", "--who", "crisis-manager", who=TOM))


def statement(night: Team) -> None:
    """02:12, a statement approved in peace, with one yes."""
    night.at("02:12")
    words = ("crisis", "respond", "--statement", "outage", "--set", "what=the download")
    unbound = night.runs(*words[:4], who=TOM)
    assert unbound.code == ExitCode.USAGE
    assert "variable 'what' has no value" in unbound.err
    wrote = ok(night.runs(*words, who=TOM))
    path = wrote.out.split()[1].rstrip(":")
    night.repository.commit("A statement", TOM)
    waits = ok(night.publishes_at("02:13"))
    night.approves(f"{NAME}-outage-en", AISYAH)
    ok(night.publishes_at("02:14"))
    assert path.startswith("calendar/2026/11/24-outage")
    assert "nobody has approved it yet" in waits.out or "frozen" in waits.out
    assert night.live()[-1].startswith("We know that the download is down")


def written_live(night: Team) -> None:
    """02:20, a post written live: it takes two, and one of them is not enough."""
    live = a_post("live-2026", "asap", "It works from Europe.", lane="realtime")
    live = live.replace(
        "publish_at: asap",
        f"publish_at: asap\nuntil: 2026-11-24 05:00\nincident: {NAME}",
    )
    night.merges(LIVE, live)
    night.approves("live-2026", AISYAH)
    ok(night.publishes_at("02:20"))
    assert "It works from Europe." not in night.live()
    night.approves("live-2026", TOM)
    ok(night.publishes_at("02:21"))
    assert night.live()[-1] == "It works from Europe."


def taken_back(night: Team) -> None:
    """02:25, what is half out is taken back: one crisis role will do.

    Somebody deletes yesterday's cheer by hand, and says so.
    """
    ok(night.runs("retract", "tips-2026", "--reason", "not now"))
    night.repository.commit("Take it back")
    night.approves("tips-2026", AISYAH)
    ok(night.publishes_at("02:25"))
    assert "One" not in night.live()
    gone = ("resolve", "cheer-2026@acme:1", "--gone", "--reason", "deleted by hand")
    ok(night.runs(*gone, who=AISYAH))


def closed(night: Team) -> None:
    """03:30, it is over; nobody closes it twice, and Tom may not at all."""
    night.at("03:30")
    assert night.runs("crisis", "close", "--why", "quiet", who=TOM).code == 2
    ok(night.runs("crisis", "close", "--why", "quiet for an hour", who=AISYAH))
    twice = night.runs("crisis", "close", NAME, "--why", "quiet", who=AISYAH)
    assert twice.code == ExitCode.USAGE
    assert f"incident '{NAME}' is closed already" in twice.err
    clocks = {one["clock"]: one for one in status(night)["clocks"]}
    assert clocks["respond"]["response_seconds"] == 835.0
    assert not clocks["respond"]["breached"]


def thawed(night: Team) -> None:
    """The thaw takes two; nothing bursts out, and the planned post gets a new time."""
    for who in (TOM, AISYAH):
        ok(night.runs("thaw", "--scope", "all", "--agree", "--yes", who=who))
        night.repository.push()
    ok(night.runs("thaw", "--scope", "all", "--reason", "over", who=AISYAH))
    before = night.live()
    missed = night.publishes_at("03:35")
    assert missed.code == ExitCode.PERSON_NEEDED
    assert night.live() == before
    triage = ok(night.runs("thaw", "--plan"))
    assert "planned-2026  was due 2026-11-23 19:00 UTC, new time" in triage.out
    branch = triage.out.split("branch '")[1].split("'")[0]
    night.repository.git("merge", "-q", "--no-edit", branch)
    night.repository.push()
    night.approves("planned-2026", TOM)
    ok(night.publishes_at("04:35:05"))
    assert night.live()[-1] == "All is well"


def retro(night: Team) -> None:
    """The next day: the file of it, and what changes."""
    night.at("2026-11-25 10:00")
    ok(night.runs("crisis", "retro", who=AISYAH))
    file = night.repository.folder / f"playbooks/incidents/{NAME}.yaml"
    text = file.read_text("utf-8").partition("# retro:")[0]
    for line in TIMELINE:
        assert line in text, text
    learnt = "playbooks/crisis/outage.yaml"
    change = f"{{do: call earlier, who: tom, file: {learnt}}}"
    text += f"retro:\n  day: 2026-11-25\n  changes:\n    - {change}\n"
    file.write_text(text, "utf-8")
    night.repository.commit("What was learnt", AISYAH)
    nothing = night.runs("crisis", "retro", "--done", who=AISYAH)
    assert nothing.code == ExitCode.USAGE
    assert "no file that the retro names has changed" in nothing.err
    night.merges(learnt, PLAYBOOK.replace("within: 20m", "within: 10m"), AISYAH)
    ok(night.runs("crisis", "retro", "--done", who=AISYAH))
    night.proves()


def test_from_the_first_complaint_to_the_playbook_that_changed(night: Team) -> None:
    complaint(night)
    grades(night)
    statement(night)
    written_live(night)
    taken_back(night)
    closed(night)
    thawed(night)
    retro(night)


def test_a_level_without_a_row_of_the_matrix_is_refused(night: Team) -> None:
    done = night.runs(
        *("crisis", "open", "--playbook", "outage", "--summary", "x"),
        *("--level", "worst"),
    )

    assert done.code == ExitCode.USAGE
    assert "playbooks/matrix.yaml has no row for level 'worst'" in done.err
    assert "add one, or name one of: mid, high" in done.err


def test_what_would_look_bad_now_is_found(night: Team) -> None:
    found = ok(night.runs("crisis", "scan", "--terms", "flood, IS WELL"))

    assert found.out == (f"{PLANNED}:5: 'IS WELL': All is well\n")


def test_a_drill_touches_nothing_and_has_a_score(night: Team) -> None:
    place = night.repository.folder.parent / "drill"
    before = night.repository.git("ls-remote", "origin")
    night.at("2026-11-25 10:00")
    begun = ok(night.runs("crisis", "drill", "outage", "--in", str(place), who=TOM))
    night.at("10:12")
    inside = ("-C", str(place), "crisis")
    for role in ("crisis-manager", "moderator"):
        ok(night.runs(*inside, "notify", "--who", role, who=TOM))
    night.at("10:40")
    score = ok(night.runs("crisis", "drill", "--score", str(place)))

    assert "a drill of 'outage': nothing of it is real" in begun.out
    assert "done    notify (moderator): in time, with 18 min left" in score.out
    assert "LATE    respond (crisis-manager): 10 min over; call moderator" in score.out
    assert score.out.endswith("score   4 of 6 in time, 2 not done\n")
    ok(night.runs(*inside, "assess", "--level", "mid", who=TOM))
    ok(night.runs(*inside, "close", "--why", "drilled", who=AISYAH))
    after = ok(night.runs("crisis", "drill", "--score", str(place)))
    assert after.out.endswith("score   4 of 7 in time, 2 not done\n")
    assert night.repository.git("ls-remote", "origin") == before
    assert "freeze" not in night.runs("ledger", "show").out
