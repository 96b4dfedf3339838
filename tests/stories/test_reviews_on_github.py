"""Reviews are on GitHub: what a job publishes, and by whose policy, to the very end.

Real commands, real git, an emulated network, and GitHub as its own description has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from forge.github.fake import FakeGitHub, Pull, impatient
from forge.github.hub import LI, Hub, Who
from stories.founding import founded, on_github
from stories.telling import StoryClock, Team
from team_repository import AISYAH, MEI, POST, POST_PATH, TOM

SETTINGS = """\
version: 1
forge: {kind: github, repository: acme/social}
accounts:
  acme: {network: x, user: acme_hq, user_id: "1000001", timezone: Asia/Kuala_Lumpur}
approval:
  valid_for: 400d
  policy: {all_of: [lead]}
  rules:
    - {accounts: [acme], all_of: [legal, brand], because: claims}
"""
WEAKER = SETTINGS.replace("all_of: [legal, brand]", "any_of: [creator, brand]")
PEOPLE = """\
members:
  mei: {name: Mei Lin, login: mei, email: mei@example.org, roles: [creator]}
  aisyah: {name: Aisyah, login: aisyah, email: aisyah@example.org, roles: [brand]}
  tom: {name: Tom, login: tom, email: tom@example.org, roles: [legal]}
  li: {name: 李, login: li, email: li@example.org, roles: [lead, creator]}
"""
TEAM_FILE = "playbooks/team.yaml"


@dataclass(slots=True)
class Social:
    """The team, and its repository on GitHub."""

    team: Team
    hub: Hub

    def proposes(self, path: str, text: str, who: Who = MEI) -> Pull:
        """Somebody opens a pull request with one file."""
        self.hub.branch(f"topic-{self.hub.pulls}")
        self.hub.team.write(path, text)
        self.hub.commit(f"Change {path}", who)
        return self.hub.propose(who)

    def adds(self, pull: Pull, path: str, text: str, who: Who = MEI) -> Pull:
        """Somebody pushes one more commit."""
        self.hub.team.write(path, text)
        self.hub.commit(f"Change {path} again", who)
        self.hub.push(pull)
        return pull

    def merges(self, pull: Pull, *approvers: Who) -> None:
        """These people approve it, and it is merged."""
        for who in approvers:
            self.hub.review(pull, who)
        self.hub.merge(pull, "squash")

    def lands(self, path: str, text: str, *approvers: Who, by: Who = MEI) -> None:
        """A file comes to main by a pull request that these people approved."""
        self.merges(self.proposes(path, text, by), *approvers)

    def why(self) -> str:
        """What ``plan`` says of the post."""
        done = self.team.runs("plan", "--days", "2")
        assert done.code == 0, done.err
        return done.out

    def publishes(self) -> int:
        """The job runs at the minute; how many posts are out then."""
        done = self.team.publishes_at("2026-11-24 09:00")
        assert done.code in {0, 4}, done.err
        return len(self.team.live())


@pytest.fixture(scope="module")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A team on GitHub whose ledger began with its policy."""
    files = {"mergecast.yaml": SETTINGS, TEAM_FILE: PEOPLE}
    return founded(tmp_path_factory.mktemp("github"), files)


@pytest.fixture
def social(beginning: Path, tmp_path: Path) -> Iterator[Social]:
    """A day before the first post."""
    github = FakeGitHub()
    with on_github(beginning, tmp_path / "team", StoryClock(), github) as team:
        yield Social(team, Hub.start(team.repository, github))


def named(social: Social, settings: str) -> str:
    """Settings with the id of this team's ledger, as they stand on main."""
    here = social.team.repository.git("show", "main:mergecast.yaml")
    ledger = [line for line in here.splitlines() if line.startswith("ledger:")]
    return settings + "".join(f"{line}\n" for line in ledger)


def test_two_roles_approve_and_it_goes_out_once(social: Social) -> None:
    social.lands(POST_PATH, POST, AISYAH, TOM)

    assert social.publishes() == 1
    assert social.publishes() == 1
    shown = social.team.runs("ledger", "show", "--format", "json").out
    assert '"login": "tom"' in shown
    assert "ghs_canary" not in shown


def test_one_of_two_roles_is_not_enough(social: Social) -> None:
    social.lands(POST_PATH, POST, AISYAH)

    assert "legal (Tom)" in social.why()
    assert social.publishes() == 0


def test_a_late_yes_within_the_window_sends_it(social: Social) -> None:
    pull = social.proposes(POST_PATH, POST)
    social.merges(pull, AISYAH)
    assert social.publishes() == 0
    social.hub.review(pull, TOM)

    assert social.team.publishes_at("2026-11-24 10:30").code == 0
    assert len(social.team.live()) == 1


def test_a_weaker_policy_in_the_same_pull_request_does_not_help(
    social: Social,
) -> None:
    pull = social.proposes(POST_PATH, POST)
    social.adds(pull, "mergecast.yaml", named(social, WEAKER))
    social.merges(pull, AISYAH)

    assert social.publishes() == 0


def test_a_weaker_policy_in_an_earlier_pull_request_does_not_help(
    social: Social,
) -> None:
    social.lands("mergecast.yaml", named(social, WEAKER), AISYAH, TOM)
    social.lands(POST_PATH, POST, AISYAH)

    assert "legal (Tom)" in social.why()
    assert social.publishes() == 0


def test_a_policy_that_its_own_lead_approved_is_in_force_from_there_on(
    social: Social,
) -> None:
    social.lands("mergecast.yaml", named(social, WEAKER), LI)
    social.lands(POST_PATH, POST, AISYAH)

    assert social.publishes() == 1
    assert "policy" in social.team.runs("ledger", "show", "--kind", "policy").out


def test_nobody_makes_themselves_a_lead(social: Social) -> None:
    promoted = PEOPLE.replace("roles: [creator]", "roles: [creator, legal, brand]")
    social.lands(TEAM_FILE, promoted, TOM)
    social.lands(POST_PATH, POST, MEI, by=TOM)

    assert social.publishes() == 0


def test_somebody_new_on_the_team_counts_once_the_lead_agreed(social: Social) -> None:
    social.hub.github.person("mallory", "write")
    more = PEOPLE + (
        "  mallory: {name: Mallory, login: mallory, email: mallory@example.org,"
        " roles: [legal]}\n"
    )
    social.lands(TEAM_FILE, more, LI)
    pull = social.proposes(POST_PATH, POST)
    social.hub.review(pull, ("Mallory", "mallory@example.org"))
    social.merges(pull, AISYAH)

    assert social.publishes() == 1


def test_reviews_cannot_be_moved_to_where_they_are_easier_to_come_by(
    social: Social,
) -> None:
    offline = SETTINGS.replace("github, repository: acme/social", "offline")
    social.lands("mergecast.yaml", named(social, offline), AISYAH, TOM)
    social.lands(POST_PATH, POST)
    for who in (AISYAH, TOM):
        social.team.runs("approve", "launch-2026", "--yes", who=who)
        social.team.repository.push()

    assert social.publishes() == 0


def test_another_repository_cannot_vouch_for_this_one(social: Social) -> None:
    elsewhere = SETTINGS.replace("acme/social", "mallory/social")
    social.lands("mergecast.yaml", named(social, elsewhere), AISYAH, TOM)
    social.lands(POST_PATH, POST, AISYAH, TOM)

    assert social.publishes() == 1
    asked = " ".join(social.hub.github.asked)
    assert "mallory" not in asked


def test_codeowners_in_the_pull_request_change_nothing(social: Social) -> None:
    pull = social.proposes(POST_PATH, POST)
    social.adds(pull, ".github/CODEOWNERS", "* @mei\n")
    social.merges(pull, AISYAH)

    assert social.publishes() == 0


def test_an_admin_who_merges_without_review_publishes_nothing(social: Social) -> None:
    social.hub.github.people["tom"].permission = "admin"
    social.lands(POST_PATH, POST)

    assert "legal (Tom)" in social.why()
    assert social.publishes() == 0


def test_a_forge_that_is_away_is_waited_for(
    social: Social, monkeypatch: pytest.MonkeyPatch
) -> None:
    impatient(monkeypatch)
    social.lands(POST_PATH, POST, AISYAH, TOM)
    social.hub.github.fault = lambda _method, _path: (503, {"Retry-After": "900"}, b"")
    assert social.publishes() == 0
    social.hub.github.fault = lambda _method, _path: None

    social.team.publishes_at("2026-11-24 09:20")
    assert len(social.team.live()) == 1


SECOND = (
    POST.replace("launch-2026", "second-post")
    .replace("09:00", "10:00")
    .replace("It is out.", "One hour on.")
)
SECOND_PATH = "calendar/2026/11/24-second.yaml"


def test_a_login_that_changed_hands_approves_nothing_more(social: Social) -> None:
    social.lands(POST_PATH, POST, AISYAH, TOM)
    assert social.publishes() == 1
    social.hub.github.people["tom"].id = 4711
    social.lands(SECOND_PATH, SECOND, AISYAH, TOM)

    assert "the login 'tom' is account 4711 now, and was 100" in social.why()
    social.team.publishes_at("2026-11-24 10:00")
    assert len(social.team.live()) == 1

    its_own = PEOPLE.replace("login: tom,", 'login: tom, user_id: "4711",')
    social.lands(TEAM_FILE, its_own, LI)
    social.team.publishes_at("2026-11-24 10:20")
    assert len(social.team.live()) == 2


def test_a_new_time_needs_only_the_lighter_rule(social: Social) -> None:
    social.lands(POST_PATH, POST, AISYAH, TOM)
    social.lands(POST_PATH, POST.replace("09:00", "09:30"), AISYAH)

    assert social.publishes() == 0
    social.team.publishes_at("2026-11-24 09:30")
    assert len(social.team.live()) == 1


FAST = SETTINGS.replace(
    "    - {accounts: [acme], all_of: [legal, brand], because: claims}\n",
    "    - {lanes: [planned], all_of: [legal, brand], because: claims}\n"
    "    - {lanes: [realtime], any_of: [legal, brand]}\n",
)
NEWS = POST.replace(
    "publish_at: 2026-11-24 09:00\n",
    "publish_at: asap\nuntil: 2026-11-24 12:00\nlane: realtime\nbucket: reactive\n",
)


def test_in_the_fast_lane_one_person_is_enough_and_it_goes_at_once(
    social: Social,
) -> None:
    social.lands("mergecast.yaml", named(social, FAST), LI)
    social.team.at("2026-11-24 08:10")
    social.lands(POST_PATH, NEWS, AISYAH)

    social.team.publishes_at("2026-11-24 08:12")
    assert len(social.team.live()) == 1


def test_what_is_planned_does_not_take_the_fast_lane_once_it_is_approved(
    social: Social,
) -> None:
    social.lands("mergecast.yaml", named(social, FAST), LI)
    social.lands(POST_PATH, POST, AISYAH)
    social.lands(POST_PATH, f"{POST}lane: realtime\n")

    assert "legal (Tom), as what it was when it was approved" in social.why()
    assert social.publishes() == 0


def test_a_yes_that_is_taken_back_while_the_job_waits_stops_it(social: Social) -> None:
    pull = social.proposes(POST_PATH, POST)
    social.merges(pull, AISYAH, TOM)

    def dismiss() -> None:
        pull.reviews[-1].state = "DISMISSED"

    social.team.when("2026-11-24 08:55", dismiss)
    social.team.publishes_at("2026-11-24 08:50", "--wait", "15m")
    assert social.team.live() == []
