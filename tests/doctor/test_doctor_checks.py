"""Each check: what is well is ok, what is wrong is told, what is away is neither."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import timedelta
from functools import partial

import pytest
from doctor.at_hand import (
    ACCOUNT,
    ENVIRONMENT,
    GUARDED,
    HASH,
    HOUR,
    KEPT,
    NOW,
    PINNED,
    RECORD,
    SEEN,
    SETTINGS,
    SITE,
    TEAM,
    WELL,
    said,
    with_settings,
    with_site,
    words,
    worst,
)

from mergecast.doctor.facts import Clone, Damaged, Facts, Keys, Refused
from mergecast.doctor.table import CHECKS, examine
from mergecast.model.approval import ApprovalPolicy
from mergecast.model.guards import Actions, Environment, Home, Pages, Rules, Run
from mergecast.model.health import Away, Level
from mergecast.model.settings import LedgerSettings
from mergecast.model.team import Member, Team
from mergecast.model.workspace import Workspace

AWAY = Away("the network is down", "plug it in")
OK, UNKNOWN, WARN, FAIL = Level.OK, Level.UNKNOWN, Level.WARN, Level.FAIL
DAY = timedelta(days=1)


def software(**changes: object) -> Facts:
    made = replace(WELL.software, **changes)  # type: ignore[arg-type]  # a test's own
    return replace(WELL, software=made)


def clone(**changes: object) -> Facts:
    assert isinstance(WELL.clone, Clone)
    return replace(WELL, clone=replace(WELL.clone, **changes))  # type: ignore[arg-type]  # as above


def test_prices_that_nobody_compared_for_long_are_a_warning() -> None:
    later = replace(WELL, now=NOW + 400 * DAY)

    assert worst("prices", WELL) is OK
    assert worst("prices", later) is WARN
    assert "limits and prices of X are those of 20" in words("prices", later)


def test_whether_an_account_is_labelled_as_automated_is_asked_once() -> None:
    silent = replace(ACCOUNT, data={})
    human = replace(ACCOUNT, data={"automated_label": False})

    assert worst("automated-label", WELL) is OK
    assert worst("automated-label", with_settings(accounts={"acme": silent})) is WARN
    assert worst("automated-label", with_settings(accounts={"acme": human})) is OK
    sample = replace(silent, sample=True)
    assert said("automated-label", with_settings(accounts={"acme": sample})) == []


def record(**changes: object) -> Facts:
    return replace(WELL, record=replace(RECORD, **changes))  # type: ignore[arg-type]  # as above


def files(**changes: object) -> Facts:
    return replace(WELL, files=replace(WELL.files, **changes))  # type: ignore[arg-type]  # as above


def home(**changes: object) -> Facts:
    assert isinstance(SITE.home, Home)
    return with_site(home=replace(SITE.home, **changes))  # type: ignore[arg-type]  # as above


def keys(seen: object = SEEN, missing: str = "", **account: object) -> Facts:
    own = replace(ACCOUNT, **account)  # type: ignore[arg-type]  # as above
    return replace(WELL, keys=(Keys(own, missing, seen),))  # type: ignore[arg-type]  # as above


def main(*without: str, **changes: object) -> Facts:
    made = replace(GUARDED, kinds=GUARDED.kinds - {*without}, **changes)  # type: ignore[arg-type]  # as above
    return with_site(main=made)


def ledger(*more: str, **changes: object) -> Facts:
    made = replace(KEPT, kinds=KEPT.kinds | {*more}, **changes)  # type: ignore[arg-type]  # as above
    return with_site(ledger=made)


def place(**changes: object) -> Facts:
    made = replace(ENVIRONMENT, **changes)  # type: ignore[arg-type]  # as above
    return with_site(environment=made)


def shown(audience: str | Away, **changes: object) -> Facts:
    """With `pages.yml`, for whom it builds, and Pages that few can read."""
    told: dict[str, object] = {"pages": Pages(public=False), **changes}
    flows = {**WELL.files.workflows, "pages.yml": "x"}
    here = replace(WELL.files, workflows=flows, shipped=flows)
    return replace(with_site(audience=audience, **told), files=here)


def runs(*events: str, age: timedelta = HOUR) -> Facts:
    return with_site(runs=tuple(Run(event, NOW - age) for event in events))


def alone(facts: Facts = WELL) -> Facts:
    return replace(with_settings(facts, forge="offline"), forge=None)


def test_where_nothing_is_wrong_every_line_is_ok() -> None:
    lines = examine(WELL).lines

    assert [line for line in lines if line.level is not OK] == []
    assert {line.check for line in lines} == {*CHECKS}
    assert all(line.seen for line in lines)


@pytest.mark.parametrize(
    ("check", "facts", "level", "part"),
    [
        ("python", software(python=(3, 10)), FAIL, "Python 3.10"),
        ("git", software(git=AWAY), FAIL, "network is down"),
        ("git", software(git="2.33.1"), WARN, "git 2.33.1"),
        ("git", software(git="2.34.0 (Apple Git-1)"), OK, "git 2.34.0"),
        ("git", software(git="banana"), UNKNOWN, "banana"),
        ("release", software(pinned=None), FAIL, "is missing"),
        ("release", software(pinned="click==8.2\n"), FAIL, "does not name"),
        (
            "release",
            with_settings(software(pinned="# missing\n"), live=False),
            WARN,
            "--wheel",
        ),
        ("release", software(pinned="mergecast==1.2.3\n"), FAIL, "no hash"),
        (
            "release",
            software(pinned=f"mergecast==1.2.3\nx==1 --hash=sha256:{HASH}\n"),
            FAIL,
            "no hash",
        ),
        ("release", software(mergecast="1.2.4"), WARN, "mergecast 1.2.3, and 1.2.4"),
        (
            "release",
            software(
                pinned="mergecast @ https://example.org/mergecast-1.2.3-py3-none-any.whl"
                f" --hash=sha256:{HASH}\r\n"
            ),
            OK,
            "1.2.3",
        ),
        ("settings", replace(WELL, space=AWAY), FAIL, "plug it in"),
        ("settings", with_settings(live=None), WARN, "live: false"),
        ("settings", with_settings(live=False), OK, "rehearsing"),
        ("settings", with_settings(accounts={}), OK, "samples"),
        (
            "attributes",
            files(attributes={".gitattributes": "calendar/** -diff\n"}),
            FAIL,
            ".gitattributes: '-diff'",
        ),
        ("repository", replace(WELL, clone=AWAY), FAIL, "network is down"),
        ("repository", clone(remotes=()), WARN, "no remote"),
        ("repository", clone(remotes=("fork",)), FAIL, "there is fork"),
        ("publishing-branch", replace(WELL, clone=AWAY), UNKNOWN, "network"),
        ("publishing-branch", clone(born=False), WARN, "git add"),
        ("publishing-branch", clone(tip=AWAY), FAIL, "network is down"),
        ("publishing-branch", clone(same=False), WARN, "is not that of 'main'"),
        ("history", clone(shallow=True), WARN, "--unshallow"),
        ("history", replace(WELL, clone=AWAY), UNKNOWN, "network"),
        ("ledger", replace(WELL, record=None), WARN, "have the change merged"),
        (
            "ledger",
            replace(with_settings(ledger=LedgerSettings()), record=None),
            WARN,
            "ledger init",
        ),
        ("ledger", replace(WELL, record=AWAY), UNKNOWN, "network is down"),
        ("ledger", replace(WELL, record=Damaged("gone", "restore")), FAIL, "gone"),
        ("ledger", record(problems=("a: x", "b: y")), FAIL, "b: y"),
        ("ledger", record(problems=["p"] * 9), FAIL, "6 more places are wrong"),
        ("ledger", record(sandbox=True), FAIL, "sandbox ledger"),
        ("ledger-key", replace(WELL, key=AWAY), FAIL, "network is down"),
        ("ledger-key", record(keyed=None), WARN, "ledger rotate"),
        ("ledger-key", replace(WELL, key=()), UNKNOWN, "is not here"),
        ("ledger-key", replace(WELL, key=("old",)), FAIL, "the key here is 'old'"),
        ("ledger-key", replace(WELL, key=("new", "2026-11")), OK, "signs it"),
        ("approvals", replace(WELL, space=AWAY), UNKNOWN, "network"),
        ("private-data", home(private=False), FAIL, "team.yaml (1)"),
        ("private-data", home(private=None), UNKNOWN, "does not say"),
        ("private-data", with_site(home=AWAY), UNKNOWN, "network"),
        ("private-data", replace(WELL, forge=AWAY), UNKNOWN, "network"),
        ("private-data", alone(), UNKNOWN, "no forge"),
        ("private-data", alone(clone(remotes=())), OK, "nobody else"),
        ("private-data", with_settings(data={"public": True}), OK, "public: true"),
        ("private-data", with_settings(data={"public": "true"}), OK, "private"),
        ("credentials", replace(WELL, keys=AWAY), FAIL, "network is down"),
        ("credentials", replace(WELL, keys=()), OK, "samples"),
        ("credentials", keys(missing="X_KEY is not set"), FAIL, "connect acme"),
        ("credentials", keys(seen=AWAY), UNKNOWN, "network is down"),
        ("credentials", keys(seen=Refused("bad keys")), FAIL, "bad keys"),
        ("credentials", keys(user_id="7"), FAIL, "settings say 7"),
        ("credentials", keys(user_id=None), WARN, 'user_id: "1000001"'),
        ("credentials", keys(user="other"), WARN, "user: acme_hq"),
        ("credentials", keys(user="other", user_id=None), FAIL, "settings say @other"),
        ("credentials", keys(user="ACME_HQ"), OK, "as settings say"),
        ("access", keys(seen=replace(SEEN, access="read")), FAIL, "only read"),
        ("access", keys(seen=replace(SEEN, access="")), UNKNOWN, "did not say"),
        ("access", keys(seen=replace(SEEN, access="banana")), FAIL, "banana"),
        (
            "access",
            keys(seen=replace(SEEN, access="read-write-directmessages")),
            OK,
            "may read and write",
        ),
        ("credit", keys(seen=Refused("no credit", credit=True)), FAIL, "no credit"),
        ("token", replace(WELL, forge=AWAY), UNKNOWN, "network is down"),
        ("token", with_site(home=AWAY), UNKNOWN, "network is down"),
        (
            "token",
            with_site(home=Away("GitHub refused: 401", refused=True)),
            FAIL,
            "GitHub refused: 401",
        ),
        ("token", home(pushes=False), WARN, "contents: write"),
        ("token", home(pushes=None), UNKNOWN, "does not say"),
        ("token", home(archived=True), FAIL, "archived"),
        ("token", home(fork=True), WARN, "fork: the workflows do nothing"),
        ("token", home(left=3), WARN, "3 requests left"),
        ("token", home(scopes=("repo", "admin:org")), WARN, "admin:org"),
        ("main-rules", main("pull_request"), FAIL, "without a pull request"),
        ("main-rules", main("deletion"), FAIL, "deleting it"),
        ("main-rules", main("non_fast_forward"), FAIL, "force pushes"),
        ("main-rules", main(statuses=frozenset({"check"})), FAIL, "'approvals'"),
        ("main-rules", main("deletion", whole=False), UNKNOWN, "not told"),
        ("main-rules", main(bypass=("OrganizationAdmin",)), WARN, "OrganizationAdmin"),
        ("main-rules", with_site(main=AWAY), UNKNOWN, "network is down"),
        ("main-rules", replace(WELL, forge=AWAY), UNKNOWN, "network is down"),
        ("main-rules", alone(), UNKNOWN, "no forge"),
        ("ledger-rules", with_site(ledger=Rules()), FAIL, "force pushes"),
        ("ledger-rules", with_site(ledger=AWAY), UNKNOWN, "network is down"),
        ("ledger-rules", ledger("pull_request"), FAIL, "no run can record"),
        ("ledger-rules", ledger("required_status_checks"), FAIL, "statuses"),
        ("ledger-rules", ledger("update"), WARN, "deploy key"),
        ("ledger-rules", ledger("update", bypass=("DeployKey",)), OK, "guarded"),
        ("environment", with_site(environment=None), FAIL, "no environment"),
        ("environment", with_site(environment=AWAY), UNKNOWN, "network is down"),
        ("environment", replace(WELL, forge=AWAY), UNKNOWN, "network is down"),
        ("environment", place(branches=None), FAIL, "every branch"),
        ("environment", place(branches=()), FAIL, "no branch"),
        ("environment", place(branches=("main", "dev*")), FAIL, "jobs of dev*"),
        ("environment", place(branches=None, protected=True), WARN, "protected"),
        ("environment", place(reviewers=True), WARN, "let every run in"),
        ("environment", place(secrets=()), WARN, "gh secret set"),
        ("environment", place(secrets=AWAY), UNKNOWN, "network is down"),
        ("environment", with_site(secrets=("MERGECAST_SECRETS",)), FAIL, "whole repo"),
        ("environment", with_site(secrets=("OTHER",)), OK, "only jobs of 'main'"),
        ("workflows", files(workflows={}), WARN, "there are none"),
        ("workflows", files(workflows={"ci.yml": ""}), WARN, "there are none"),
        ("workflows", files(workflows={"publish.yml": "x"}), WARN, "publish.yml"),
        (
            "workflows",
            files(shipped={**WELL.files.shipped, "act.yml": "x"}),
            WARN,
            "not here: act.yml",
        ),
        (
            "workflows",
            with_site(workflows={"publish.yml": "disabled_inactivity"}),
            FAIL,
            "switched off on the forge: publish.yml",
        ),
        ("actions", replace(WELL, forge=AWAY), UNKNOWN, "network is down"),
        ("actions", with_site(actions=AWAY), UNKNOWN, "network is down"),
        ("actions", with_site(actions=Actions(enabled=False)), FAIL, "switched off"),
        ("actions", with_site(actions=Actions(others=False)), FAIL, "GitHub's own"),
        ("actions", with_site(actions=Actions(writes=True)), WARN, "token that writes"),
        ("actions", with_site(actions=Actions(proposes=False)), OK, "what they need"),
        (
            "actions",
            replace(
                with_site(actions=Actions(proposes=False)),
                files=replace(WELL.files, workflows={"intake.yml": ""}),
            ),
            WARN,
            "no form becomes a draft",
        ),
        ("pages", WELL, OK, "none are put"),
        ("pages", alone(), OK, "none are put"),
        ("pages", shown(""), OK, "MERGECAST_PAGES is not set"),
        ("pages", shown("public"), OK, "for everybody"),
        ("pages", shown("Team!"), WARN, "'Team!', which starts nothing"),
        ("pages", shown("team"), OK, "only who sees the repository"),
        ("pages", shown(AWAY), UNKNOWN, "network is down"),
        ("pages", replace(shown(""), forge=AWAY), UNKNOWN, "network is down"),
        ("pages", shown("team", pages=AWAY), UNKNOWN, "network is down"),
        ("pages", shown("team", pages=None), WARN, "GitHub Pages are off"),
        ("pages", shown("team", pages=Pages()), UNKNOWN, "does not say"),
        ("pages", shown("team", pages=Pages(public=True)), FAIL, "everybody can read"),
        ("pages", shown("team", home=Home(private=False)), FAIL, "nothing is built"),
        ("second-trigger", runs("schedule", "push"), FAIL, "hours late"),
        (
            "second-trigger",
            replace(WELL, files=replace(WELL.files, workflows={"release.yml": ""})),
            FAIL,
            "nothing but the forge's own clock",
        ),
        ("second-trigger", runs("workflow_dispatch"), WARN, "one run"),
        (
            "second-trigger",
            runs(*["schedule"] * 3, *["workflow_dispatch"] * 2),
            OK,
            "2",
        ),
        ("second-trigger", runs(*["repository_dispatch"] * 9, age=4 * DAY), FAIL, ""),
        ("second-trigger", replace(runs(), record=None), WARN, "no run yet"),
        ("second-trigger", with_site(runs=AWAY), UNKNOWN, "network is down"),
        ("second-trigger", replace(WELL, forge=AWAY), UNKNOWN, "network is down"),
        ("second-trigger", alone(), FAIL, "hours late"),
        ("second-trigger", with_settings(accounts={}), OK, "samples"),
        ("last-run", replace(WELL, record=AWAY), UNKNOWN, "network is down"),
        ("last-run", replace(WELL, record=None), OK, "none is on record"),
        ("last-run", record(last=NOW - 2 * DAY), WARN, "2 d ago"),
        ("last-run", record(last=NOW - 4 * DAY), FAIL, "nothing publishes"),
        ("last-run", record(last=NOW + HOUR), WARN, "ahead of this clock"),
        (
            "last-run",
            replace(record(last=NOW - 4 * DAY), online=False),
            UNKNOWN,
            "newest record",
        ),
        (
            "last-run",
            with_site(runs=(Run("push", NOW - HOUR, "startup_failure"),)),
            WARN,
            "ended as 'startup_failure'",
        ),
        (
            "last-run",
            with_site(
                runs=(
                    Run("push", NOW - 2 * HOUR, "failure"),
                    Run("push", NOW - HOUR, "success"),
                    Run("push", NOW),
                )
            ),
            OK,
            "1 h ago",
        ),
        ("clock", home(date=(NOW, NOW + timedelta(seconds=9))), WARN, "9 s ahead of"),
        ("clock", home(date=(NOW, NOW - 3 * HOUR)), FAIL, "10800 s behind GitHub"),
        ("clock", replace(home(date=None), keys=()), UNKNOWN, "nobody was asked"),
        ("clock", home(date=None), OK, "right, by X"),
        ("clock", replace(WELL, forge=AWAY, keys=()), UNKNOWN, "network is down"),
    ],
)
def test_what_is_wrong_is_told(
    check: str, facts: Facts, level: Level, part: str
) -> None:
    assert worst(check, facts) is level, said(check, facts)
    assert part in words(check, facts)


@pytest.mark.parametrize("check", CHECKS)
def test_what_fails_or_warns_comes_with_a_fix(check: str) -> None:
    for facts in (
        replace(WELL, space=AWAY, clone=AWAY, key=AWAY, keys=AWAY),
        with_site(main=Rules(), ledger=Rules(), environment=Environment()),
    ):
        for level, seen, fix in CHECKS[check](facts):
            assert fix or level not in {WARN, FAIL}, seen


AWAYS: list[tuple[str, Callable[[], Facts]]] = [
    (each.name, partial(replace, WELL, **{each.name: AWAY}))
    for each in fields(Facts)
    if "Away" in str(each.type)
]


@pytest.mark.parametrize(("name", "facts"), AWAYS, ids=[name for name, _ in AWAYS])
def test_what_could_not_be_had_is_never_ok(
    name: str, facts: Callable[[], Facts]
) -> None:
    lines = [line for line in examine(facts()).lines if "is down" in line.seen]

    assert lines, name
    assert {line.level for line in lines} <= {UNKNOWN, FAIL}


def test_a_run_on_a_machine_of_ones_own_is_a_clock_from_outside() -> None:
    own = [(NOW - HOUR * n, "local:box:1:ab") for n in (1, 2)]
    jobs = [(NOW - HOUR * n, "github:1/1/ab") for n in (1, 2)]

    assert worst("second-trigger", alone(record(runs=own))) is OK
    assert worst("second-trigger", alone(record(runs=jobs))) is FAIL
    assert worst("second-trigger", alone(record(runs=own[:1]))) is WARN
    assert worst("second-trigger", replace(record(runs=own), forge=AWAY)) is OK


def test_offline_an_old_clone_accuses_nobody() -> None:
    facts = replace(alone(), online=False)

    assert worst("second-trigger", facts) is UNKNOWN


def test_approvals_without_a_forge_have_to_be_signed() -> None:
    nobody = Team({"mei": Member("mei", "Mei")})
    half = Team({**TEAM.members, "tom": Member("tom", "Tom")})
    offline = replace(SETTINGS, forge="offline")

    unsigned = replace(WELL, space=Workspace(offline, nobody))
    some = replace(WELL, space=Workspace(offline, half))
    assert worst("approvals", unsigned) is WARN
    assert "approve as anybody" in words("approvals", unsigned)
    assert worst("approvals", some) is WARN
    assert "no key: tom" in words("approvals", some)
    assert worst("approvals", replace(WELL, space=Workspace(offline, TEAM))) is OK


def test_approvals_on_a_forge_need_logins() -> None:
    nobody = Team({"mei": Member("mei", "Mei"), "omar": Member("omar", "عمر")})
    one = Team({**nobody.members, "mei": Member("mei", "Mei", "meilin")})
    two = Team({**one.members, "omar": Member("omar", "عمر", user_id="7")})
    ruled = replace(SETTINGS, approval=ApprovalPolicy())
    none, lone, both = (
        replace(WELL, space=Workspace(ruled, each)) for each in (nobody, one, two)
    )
    free = replace(WELL, space=Workspace(SETTINGS, nobody))  # anybody may approve
    samples = replace(WELL, space=Workspace(replace(ruled, accounts={}), nobody))

    assert worst("approvals", none) is FAIL
    assert "no post can be approved there" in words("approvals", none)
    assert worst("approvals", lone) is WARN
    assert "only 'mei' has a login" in words("approvals", lone)
    assert [worst("approvals", each) for each in (both, free, samples)] == [OK] * 3


def test_alone_on_one_machine_there_is_nothing_to_guard() -> None:
    facts = alone(clone(remotes=()))

    assert [*CHECKS["main-rules"](facts), *CHECKS["ledger-rules"](facts)] == []
    assert [*CHECKS["environment"](facts)] == []


def test_before_it_is_live_missing_keys_are_a_warning() -> None:
    facts = with_settings(keys(missing="X_KEY is not set"), live=False)

    assert worst("credentials", facts) is WARN


def test_credit_that_is_gone_is_no_fault_of_the_keys() -> None:
    facts = keys(seen=Refused("no credit", credit=True))

    assert worst("credentials", facts) is OK


def test_a_hash_that_is_too_short_is_none() -> None:
    assert worst("release", software(pinned=PINNED.replace(HASH, HASH[:-1]))) is FAIL


def test_a_workflow_of_that_name_that_is_not_ours_is_not_a_run_that_failed() -> None:
    failed = with_site(runs=(Run("push", NOW - HOUR, "failure"),))
    other = replace(failed, files=replace(WELL.files, workflows={"ci.yml": ""}))

    assert worst("last-run", failed) is WARN
    assert worst("last-run", other) is OK


def test_who_lacks_a_wheel_is_told_how_to_make_one() -> None:
    bare = replace(WELL, software=replace(WELL.software, pinned="# nothing yet\n"))

    assert "`make wheel` in a clone of mergecast" in words("release", bare)
