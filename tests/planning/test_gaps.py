"""What a week lacks, and whose it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from planning.calendar_posts import post, shown

from mergecast.loading import build, build_people, build_plan
from mergecast.model.blackout import Blackout, Blackouts, Force
from mergecast.model.periods import period
from mergecast.model.plan import Plans
from mergecast.model.post import Post
from mergecast.model.settings import Account, Settings
from mergecast.model.workspace import Workspace
from mergecast.planning.agenda import Stage
from mergecast.planning.gaps import Gap, gaps
from mergecast.planning.weekly import Ground, week

PLACE = ZoneInfo("Asia/Kuala_Lumpur")
NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
_TUESDAY = "2026-11-24"
ACCOUNT = {"network": "x", "user": "acme_hq", "timezone": "Asia/Kuala_Lumpur"}
TEAM = build_people.team(
    {"members": {"mei": {"name": "Mei"}, "aisyah": {"name": "Aisyah"}}}
)
QUARTER: dict[str, object] = {
    "quarter": "2026-Q4",
    "keeper": "mei",
    "themes": [{"id": "oss", "title": "Open source", "owner": "aisyah"}],
}


def settings(**planning: object) -> Settings:
    more = {"planning": planning} if planning else {}
    return build.settings({"version": 1, "accounts": {"acme": ACCOUNT}, **more})


def plans(**files: dict[str, object]) -> Plans:
    named = {f"calendar/plan/{name[1:]}.yaml": own for name, own in files.items()}
    return build_plan.plans(
        {path.replace("_", "-"): own for path, own in named.items()}
    )


def ground(
    *posts: Post, space: Workspace | None = None, name: str = "2026-W48"
) -> Ground:
    own = period(name)
    assert own is not None
    space = space or Workspace(settings(), TEAM, plans=plans(p2026_Q4=QUARTER))
    return Ground(space, own, [shown(each) for each in posts], [], PLACE, NOW)


def found(here: Ground) -> list[Gap]:
    return gaps(here, week(here))


def kinds(here: Ground) -> set[tuple[str, str]]:
    return {(each.kind, each.owner) for each in found(here)}


def test_a_week_that_lacks_nothing_but_posts_says_which_days() -> None:
    posts = [
        post(f"p-{day}", f"2026-11-{day} 09:00", owner="mei", theme="oss")
        for day in (23, 25, 27)
    ]

    (gap,) = found(ground(*posts))

    assert gap.message == "nothing goes out on 'acme' on Tue, Thu"
    assert gap.owner == "mei"


def test_days_that_are_over_are_not_empty() -> None:
    here = replace(ground(), now=datetime(2026, 11, 27, 1, 0, tzinfo=UTC))

    assert "nothing goes out on 'acme' on Fri" in [each.message for each in found(here)]


def test_what_a_post_lacks_is_its_owners_or_else_the_keepers() -> None:
    bare = post("bare", media=[{"file": "media/a.png"}])

    assert {("owner", "mei"), ("alt", "mei"), ("trace", "mei")} <= kinds(ground(bare))
    own = post("own", owner="aisyah", theme="oss", media=[{"file": "media/a.png"}])
    assert ("alt", "aisyah") in kinds(ground(own))
    assert not {"owner", "trace"} & {kind for kind, _ in kinds(ground(own))}


def test_what_answers_the_day_needs_no_theme_and_what_is_dropped_needs_nothing() -> (
    None
):
    reactive = post("now", bucket="reactive", owner="mei")
    here = ground(post("gone"))
    dropped = replace(here, entries=[replace(here.entries[0], stage=Stage.CANCELLED)])

    assert "trace" not in {kind for kind, _ in kinds(ground(reactive))}
    assert {kind for kind, _ in kinds(dropped)} == {"theme", "empty"}


def test_who_is_away_when_their_post_goes_out_is_told_by_the_local_day() -> None:
    leave = {"away": [{"member": "mei", "from": "2026-11-24", "to": "2026-11-24"}]}
    team = replace(TEAM, leaves=build_people.leaves(leave))
    space = Workspace(settings(), team, plans=plans(p2026_Q4=QUARTER))
    early = post("early", "2026-11-24 00:30", owner="mei", theme="oss")
    late = post("late", "2026-11-23 23:30", owner="mei", theme="oss")

    said = [each.message for each in found(ground(early, late, space=space))]

    assert "'early' goes out while 'mei' is away, until 2026-11-24" in said
    assert not [each for each in said if "'late'" in each]


def test_free_slots_are_told_and_those_that_are_kept_free_are_not() -> None:
    slots = ["09:00", {"name": "now", "at": "12:00", "reserved": True}]
    accounts = {"acme": {**ACCOUNT, "slots": slots}}
    space = Workspace(build.settings({"version": 1, "accounts": accounts}), TEAM)
    taken = post("taken", "2026-11-24 09:10", owner="mei")

    (gap,) = found(ground(taken, space=space))

    assert gap.message == (
        "'acme' has 6 free slots: Mon 09:00, Wed 09:00, Thu 09:00, Fri 09:00, "
        "Sat 09:00, Sun 09:00"
    )


def test_a_mix_that_was_agreed_and_is_off_is_the_keepers() -> None:
    own = settings(planned=[70, 80])
    space = Workspace(own, TEAM, plans=plans(p2026_Q4=QUARTER))
    posts = [
        post(f"p-{day}", f"2026-11-{day} 09:00", owner="mei", theme="oss")
        for day in (23, 24, 25, 26, 27)
    ]

    assert ("mix", "mei") in kinds(ground(*posts, space=space))
    assert ("mix", "mei") not in kinds(ground(*posts))


def test_a_week_over_the_end_of_a_month_has_the_goals_of_its_thursday() -> None:
    months = plans(
        p2026_11={"month": "2026-11", "goals": ["November"], "focus": ["oss"]},
        p2026_12={"month": "2026-12", "goals": ["December"]},
        p2026_Q4={**QUARTER, "goals": ["The quarter"]},
    )
    space = Workspace(settings(), TEAM, plans=months)

    assert week(ground(space=space, name="2026-W49")).goals == ("December",)
    assert week(ground(space=space, name="2026-W48")).goals == ("November",)
    assert week(ground(space=space, name="2026-W43")).goals == ("The quarter",)
    assert week(ground(space=space, name="2027-W02")).goals == ()


def test_without_a_focus_all_themes_of_the_nearest_plan_count() -> None:
    (topic,) = week(ground(post("one", theme="oss"))).topics

    assert (topic.id, topic.posts) == ("oss", 1)
    assert topic.theme is not None
    assert topic.theme.owner == "aisyah"


def test_a_day_of_silence_lacks_nothing_with_slots_or_without() -> None:
    silence = Blackouts((Blackout("Silence", Force.MOURNING, _TUESDAY, _TUESDAY),))
    acme = settings().accounts["acme"]
    slotted = replace(acme, data={"slots": [{"at": "09:00", "days": ["tue", "wed"]}]})

    def told(account: Account, blackouts: Blackouts) -> list[str]:
        own = replace(settings(), accounts={"acme": account})
        space = Workspace(own, blackouts=blackouts)
        return [each.message for each in found(ground(space=space))]

    assert told(slotted, Blackouts()) == [
        "'acme' has 2 free slots: Tue 09:00, Wed 09:00"
    ]
    assert told(slotted, silence) == ["'acme' has 1 free slot: Wed 09:00"]
    assert told(acme, silence) == ["nothing goes out on 'acme' on Mon, Wed, Thu, Fri"]
