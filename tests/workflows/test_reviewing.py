"""Pull requests from the team, from forks and from programs, each with its rights."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from forge.github.hub import MALLORY
from workflows.place import post

if TYPE_CHECKING:
    from forge.github.state import Pull
    from workflows.place import Place

AHEAD = timedelta(days=2)
GREEDY = """\
name: review
on: [pull_request, pull_request_review]
permissions: {}
concurrency: {group: x, cancel-in-progress: false}
jobs:
  review:
    name: review
    runs-on: ubuntu-latest
    timeout-minutes: 5
    environment: publish
    permissions: {contents: write, pull-requests: write, statuses: write}
    steps:
      - name: Check out
        uses: actions/checkout@v0
        with: {persist-credentials: false, fetch-depth: 1, ref: main}
      - name: Take
        run: |
          echo "keys: <$MERGECAST_SECRETS$MERGECAST_LEDGER_KEY>"
          git -c user.name=m -c user.email=m@example.org commit -q --allow-empty -m mine
          export GIT_CONFIG_COUNT=1 GIT_CONFIG_VALUE_0="Authorization: Basic \
            $(printf 'x-access-token:%s' "$GITHUB_TOKEN" | base64 -w0)"
          export GIT_CONFIG_KEY_0="http.$GITHUB_SERVER_URL/.extraHeader"
          git push origin HEAD:refs/heads/mine || echo "no push"
          git push origin HEAD:refs/heads/mergecast-ledger || echo "no ledger"
          curl -sS -o answer -w '%{http_code}\\n' -X POST \\
            -H "Authorization: Bearer $GITHUB_TOKEN" -d '{"state": "success"}' \\
            "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/statuses/$(git rev-parse HEAD)"
        env:
          GITHUB_TOKEN: ${{ github.token }}
          MERGECAST_SECRETS: ${{ secrets.MERGECAST_SECRETS }}
          MERGECAST_LEDGER_KEY: ${{ secrets.MERGECAST_LEDGER_KEY }}
"""


def _from_fork(pull: Pull) -> Pull:
    pull.author = "mallory"
    pull.head_repository = "mallory/social"
    return pull


def _refs(place: Place) -> str:
    return place.hub.team.git("-C", str(place.remote), "for-each-ref")


def test_a_fork_is_reviewed_by_a_second_step_that_runs_nothing_of_it(
    place: Place,
) -> None:
    pull = _from_fork(place.draft("from-afar", AHEAD))
    tools = {".github/mergecast.txt": "nonsense==1\n", "mergecast.py": "import nope\n"}
    for path, text in tools.items():
        place.hub.team.write(path, text)
    place.hub.commit("Tools of my own", MALLORY)
    place.hub.push(pull)

    first, second = place.runner.happens(place.events.pull_request(pull))

    assert (first.workflow, first.ended) == ("review", "skipped")
    assert (second.workflow, second.ended) == ("review-forks", "success"), second.said
    (comment,) = place.github.comments[pull.number]
    assert "from-afar is out" in comment["body"]
    assert place.statuses(pull.head) == {"check": "success", "approvals": "pending"}
    assert not any("secrets" in str(step.env) for step in second.steps)
    assert "nope" not in second.said
    jobs = [path.name for path in place.runner.folder.glob("job-*")]
    assert jobs == ["job-1"]
    assert not (place.runner.folder / "job-1/workspace/mergecast.py").exists()


def test_a_fork_that_takes_all_it_can_gets_nothing(place: Place) -> None:
    pull = _from_fork(place.draft("from-afar", AHEAD))
    place.hub.team.write(".github/workflows/review.yml", GREEDY)
    place.hub.commit("A better review", MALLORY)
    place.hub.push(pull)
    before = _refs(place)

    greedy, second = place.happens(place.events.pull_request(pull))

    assert "keys: <>" in greedy.said
    assert "no push" in greedy.said
    assert "no ledger" in greedy.said
    assert greedy.said.rstrip().endswith("403")
    assert _refs(place) == before
    assert [status for _, status in place.runner.git.refused].count(403) == 2
    assert second.workflow == "review-forks"
    assert place.statuses(pull.head) == {"check": "success", "approvals": "pending"}


def test_what_a_pull_request_changes_about_the_tools_does_not_review_it(
    place: Place,
) -> None:
    pull = place.draft("own-tools", AHEAD)
    place.hub.team.write(".github/mergecast.txt", "nonsense==1\n")
    place.hub.commit("Other tools")
    place.hub.push(pull)

    (job,) = place.happens(place.events.pull_request(pull))

    assert job.ended == "success", job.said


def test_what_is_wrong_is_pointed_at_and_stops_the_merge(place: Place) -> None:
    pull = place.draft("too-long", AHEAD, text="very " * 100)

    (job,) = place.happens(place.events.pull_request(pull))

    assert job.ended == "failure"
    assert "::error file=calendar/" in job.step("Point at lines").said
    assert job.step("Review").code == 0
    assert place.statuses(pull.head)["check"] == "failure"


def test_a_pull_request_to_another_branch_is_not_ours_to_review(place: Place) -> None:
    pull = place.draft("elsewhere", AHEAD)
    pull.base = "topic-of-somebody"

    jobs = place.happens(place.events.pull_request(pull))

    assert [job.workflow for job in jobs] == ["review-forks"]
    assert "no open pull request ends in this commit" in jobs[0].said
    assert place.github.comments == {}
    assert place.github.statuses == []


def test_a_program_that_may_only_read_is_reviewed_by_the_second_step(
    place: Place,
) -> None:
    pull = place.draft("bumped", AHEAD)
    pull.author = "dependabot[bot]"

    (job,) = place.happens(place.events.pull_request(pull))

    assert (job.workflow, job.ended) == ("review-forks", "success"), job.said
    assert place.statuses(pull.head)["check"] == "success"


def test_names_and_words_of_strangers_are_never_run(place: Place) -> None:
    trap = '$(touch "$GITHUB_WORKSPACE/pwned")`touch pwned`";touch pwned;"'
    text = f"'::error::no {trap}' ${{{{ secrets.MERGECAST_SECRETS }}}}"
    pull = _from_fork(place.draft("hostile", AHEAD, text=text))
    pull.branch, pull.title, pull.body = trap, trap, f"{trap}\n##[add-mask]a"
    place.github.remote = None

    (job,) = place.happens(place.events.pull_request(pull))

    assert job.ended == "success", job.said
    assert not list(place.runner.folder.rglob("pwned"))
    assert not any(line.lstrip().startswith("::") for line in job.said.splitlines()), (
        job.said
    )
    assert "touch" in place.github.comments[pull.number][0]["body"]


def test_a_pull_request_with_many_posts_takes_few_requests(place: Place) -> None:
    pull = place.draft("many-0", AHEAD)
    for number in range(1, 25):
        path, text = post(f"many-{number}", AHEAD * number)
        place.hub.team.write(path, text)
    place.hub.commit("Many")
    place.hub.push(pull)

    (job,) = place.happens(place.events.pull_request(pull))

    assert "25 posts" in job.step("Review").said
    assert len(place.runner.git.asked) < 30
