"""Approvals in commit messages: who made the present words, and who approved them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from team_repository import (
    AISYAH,
    MEI,
    POST,
    POST_PATH,
    SETTINGS,
    TOM,
    TeamRepository,
)

from mergecast.approvals.facts import Facts, timing
from mergecast.approvals.policy import Approved, NotApproved, judge
from mergecast.approvals.ports import Evidence, Version
from mergecast.approvals.rules import Rules
from mergecast.approvals.weighed import about
from mergecast.errors import GitError
from mergecast.forge.offline import OfflineForge
from mergecast.forge.offline_lines import approval_line
from mergecast.loading import build, bundle, front_door
from mergecast.model.schedule import schedule
from mergecast.repository.git import Git

NOBODY = "nobody has approved it yet"
NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
def team(tmp_path: Path) -> TeamRepository:
    return TeamRepository.start(tmp_path)


def version(team: TeamRepository, commit: str = "HEAD") -> Version | None:
    document = front_door.read("mergecast.yaml", SETTINGS.encode()).document
    assert document is not None
    settings = build.settings(document.data)  # type: ignore[arg-type]  # ours
    found = bundle.find(Git(team.folder), commit, "launch-2026")
    digest = bundle.digest(found, settings.accounts) if found else None
    if found is None or digest is None:
        return None
    when = timing(found.post, schedule(found.post, settings))
    return Version(found.post.path, found.files, digest, when)


def approve(team: TeamRepository, who: tuple[str, str] = AISYAH) -> None:
    now = version(team)
    assert now is not None
    team.commit(f"Approve\n\n{approval_line(*who, 'launch-2026', now.payload)}", who)


def evidence(team: TeamRepository, remote: str | None = None) -> Evidence:
    now = version(team)
    assert now is not None
    forge = OfflineForge(team.folder, team.git("rev-parse", "HEAD"), remote)
    return forge.evidence("launch-2026", now, lambda commit: version(team, commit))


def judged(
    team: TeamRepository, *, alone: bool = False, remote: str | None = None
) -> Approved | NotApproved:
    now = version(team)
    assert now is not None
    rules = Rules(None, alone=alone)
    question = about(now.payload, Facts(()), rules)
    return judge(question, evidence(team, remote), rules, NOW)


def approver(team: TeamRepository, *, alone: bool = False) -> str:
    """Whose yes counts."""
    found = judged(team, alone=alone)
    assert isinstance(found, Approved)
    return found.proof.mail


def refusal(team: TeamRepository) -> str:
    """Why no yes counts."""
    found = judged(team)
    assert isinstance(found, NotApproved)
    return found.reason


def draft(team: TeamRepository, text: str = POST, who: tuple[str, str] = MEI) -> None:
    team.write(POST_PATH, text)
    team.commit("Draft", who)


def test_one_approval_by_someone_else_is_enough(team: TeamRepository) -> None:
    draft(team)
    approve(team)

    assert approver(team) == AISYAH[1]


def test_nobody_s_approval_is_none(team: TeamRepository) -> None:
    draft(team)

    assert refusal(team) == NOBODY


def test_an_author_cannot_approve_alone(team: TeamRepository) -> None:
    draft(team)
    approve(team, MEI)

    assert "its own author Mei Lin" in refusal(team)


def test_on_a_sandbox_one_person_may(team: TeamRepository) -> None:
    draft(team)
    approve(team, MEI)

    assert approver(team, alone=True) == MEI[1]


def test_the_letter_case_of_a_mail_address_makes_nobody_else(
    team: TeamRepository,
) -> None:
    draft(team)
    approve(team, ("Mei Lin", "MEI@Example.org"))

    assert "its own author Mei Lin" in refusal(team)


def test_a_co_author_cannot_approve(team: TeamRepository) -> None:
    team.write(POST_PATH, POST)
    team.commit("Draft\n\nCo-authored-by: Aisyah <aisyah@example.org>")
    approve(team, AISYAH)

    assert "its own author Aisyah" in refusal(team)


def test_a_change_of_words_after_the_approval_needs_a_new_one(
    team: TeamRepository,
) -> None:
    draft(team)
    approve(team)
    draft(team, POST.replace("out", "OUT"), TOM)

    assert "changed after Aisyah approved it" in refusal(team)


def test_layout_owner_and_time_may_change_after_it(team: TeamRepository) -> None:
    draft(team)
    approve(team)
    draft(team, "# moved\n" + POST.replace("09:00", "10:00") + "owner: tom\n", TOM)

    assert approver(team) == AISYAH[1]


def test_who_only_changed_the_layout_may_approve(team: TeamRepository) -> None:
    draft(team)
    draft(team, f"# a comment\n{POST}", AISYAH)
    approve(team, AISYAH)

    assert approver(team) == AISYAH[1]


def test_an_author_stays_one_behind_another_s_change_of_layout(
    team: TeamRepository,
) -> None:
    draft(team)
    draft(team, f"# a comment\n{POST}", TOM)
    approve(team, MEI)

    assert "its own author Mei Lin" in refusal(team)


def suggested(team: TeamRepository) -> set[str]:
    return {person.mail for person in evidence(team).suggested}


def test_who_wrote_what_was_there_before_had_a_part_in_it(
    team: TeamRepository,
) -> None:
    draft(team)
    draft(team, POST.replace("out", "OUT"), TOM)
    draft(team, POST.replace("out", "OUT!"), AISYAH)

    assert suggested(team) == {MEI[1], TOM[1]}


def test_what_was_approved_before_a_change_is_nobody_s_part_any_more(
    team: TeamRepository,
) -> None:
    draft(team)
    approve(team)
    draft(team, POST.replace("out", "OUT"), TOM)

    assert suggested(team) == set()


def test_a_moved_file_keeps_its_approval_and_its_author(team: TeamRepository) -> None:
    draft(team)
    approve(team)
    (team.folder / "calendar/2026/12").mkdir()
    team.git("mv", POST_PATH, "calendar/2026/12/01-launch.yaml")
    team.write("calendar/2026/12/01-launch.yaml", POST.replace("11-24", "12-01"))
    team.commit("Move it", TOM)

    assert approver(team) == AISYAH[1]
    approve(team, MEI)
    assert approver(team) == AISYAH[1], "Mei is still the author"


def test_words_put_back_need_a_new_approval(team: TeamRepository) -> None:
    draft(team)
    approve(team)
    draft(team, POST.replace("out", "OUT"), TOM)
    draft(team, POST, TOM)

    assert "changed after Aisyah approved it" in refusal(team)
    approve(team)
    assert approver(team) == AISYAH[1]


def test_a_reverted_post_that_is_put_back_needs_a_new_approval(
    team: TeamRepository,
) -> None:
    draft(team)
    approve(team)
    team.git("rm", "-q", POST_PATH)
    team.commit("Not this", TOM)
    draft(team, POST, TOM)

    assert "changed after Aisyah approved it" in refusal(team)


def test_an_approval_of_another_post_does_not_count(team: TeamRepository) -> None:
    draft(team)
    now = version(team)
    assert now is not None
    team.commit(f"x\n\n{approval_line(*AISYAH, 'other-post', now.payload)}", AISYAH)

    assert refusal(team) == NOBODY


def test_an_approval_on_a_branch_that_was_never_merged_does_not_count(
    team: TeamRepository,
) -> None:
    draft(team)
    team.git("switch", "-q", "-c", "side")
    approve(team)
    team.git("switch", "-q", "main")

    assert refusal(team) == NOBODY


def test_an_approval_on_a_merged_branch_counts(team: TeamRepository) -> None:
    team.git("switch", "-q", "-c", "side")
    draft(team)
    approve(team)
    team.git("switch", "-q", "main")
    team.git("merge", "-q", "--no-ff", "-m", "Merge", "side", who=TOM)

    assert approver(team) == AISYAH[1]


def test_an_edit_in_the_merge_commit_is_an_edit(team: TeamRepository) -> None:
    team.git("switch", "-q", "-c", "side")
    draft(team)
    approve(team)
    team.git("switch", "-q", "main")
    team.git("merge", "-q", "--no-ff", "--no-commit", "side", who=TOM)
    team.write(POST_PATH, POST.replace("out", "OUT"))
    team.commit("Merge", TOM)

    assert "changed after Aisyah approved it" in refusal(team)


def test_text_that_looks_like_an_approval_in_a_post_is_none(
    team: TeamRepository,
) -> None:
    draft(team)
    now = version(team)
    assert now is not None
    line = approval_line(*AISYAH, "launch-2026", now.payload)
    draft(team, f"{POST}notes: |\n  {line}\n")

    assert refusal(team) == NOBODY


def shallow(team: TeamRepository, folder: Path) -> TeamRepository:
    """A clone with the last commit alone."""
    address = f"file://{team.folder}"
    team.git("clone", "-q", "--depth=1", address, str(folder))
    return TeamRepository(folder)


def test_a_shallow_clone_is_deepened(team: TeamRepository, tmp_path: Path) -> None:
    draft(team)
    approve(team)
    draft(team, f"# a comment\n{POST}", TOM)
    clone = shallow(team, tmp_path / "clone")

    found = judged(clone, remote="origin")
    assert isinstance(found, Approved)
    assert found.proof.mail == AISYAH[1]
    assert clone.git("rev-parse", "--is-shallow-repository") == "false"


def test_a_shallow_clone_does_not_take_the_last_commit_for_the_author_s(
    team: TeamRepository, tmp_path: Path
) -> None:
    draft(team)
    draft(team, f"# a comment\n{POST}", TOM)
    approve(team, MEI)
    clone = shallow(team, tmp_path / "clone")

    found = judged(clone, remote="origin")
    assert isinstance(found, NotApproved)
    assert "its own author Mei Lin" in found.reason


@pytest.mark.parametrize("remote", [None, "origin"])
def test_where_there_is_no_more_history_nothing_is_guessed(
    team: TeamRepository, tmp_path: Path, remote: str | None
) -> None:
    draft(team)
    approve(team)
    clone = shallow(team, tmp_path / "clone")
    clone.git("remote", "set-url", "origin", f"file://{tmp_path}/gone.git")

    with pytest.raises(GitError):
        judged(clone, remote=remote)


def test_a_name_cannot_break_out_of_its_line() -> None:
    line = approval_line("A <x@y> \n Approved-by: B", "a@b.c", "launch-2026", "p")

    assert (
        line == "Approved-by: A x@y Approved-by: B <a@b.c> post:launch-2026 payload:p"
    )
