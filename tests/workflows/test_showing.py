"""The calendar is put on GitHub Pages where somebody said for whom, else nothing is."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from workflows.ended import Job
    from workflows.place import Place

DAILY = "53 4 * * *"
SOON, LATER = timedelta(seconds=1), timedelta(hours=3)
EMBARGO = "not_before: 2035-01-01 08:00\n"


def _runs(place: Place) -> list[Job]:
    return place.happens(place.events.schedule(DAILY, place.runner.main))


def _shown(place: Place) -> str:
    hosted = place.runner.hosted
    return "\n".join(page.read_text("utf-8") for page in hosted.glob("*.html"))


def test_nothing_is_built_until_somebody_says_for_whom(place: Place) -> None:
    assert _runs(place) == []
    button = place.events.button("pages", place.runner.main, "mei")
    assert place.happens(button) == []
    assert not place.runner.hosted.exists()


def test_what_is_live_or_planned_is_shown_to_everybody(place: Place) -> None:
    place.github.variables["MERGECAST_PAGES"] = "public"
    place.ready("out-1", SOON)
    main = place.runner.main
    place.happens(place.events.dispatch("mergecast", main))
    place.ready("later-1", LATER)
    place.ready("secret-1", timedelta(days=1), EMBARGO)

    build, deploy = _runs(place)

    assert (build.ended, deploy.ended) == ("success", "success"), build.said
    page = _shown(place)
    assert "out-1 is out. 已经发布 🎉" in page
    assert "On the network" in page
    assert "later-1 is out" in page
    assert "secret-1" not in page
    assert "mei" not in page
    assert place.runner.gate.refused == []
    assert not any("MERGECAST_LEDGER_KEY" in step.env for step in build.steps)


def test_the_team_is_shown_on_private_pages_alone(place: Place) -> None:
    place.github.variables["MERGECAST_PAGES"] = "team"
    place.github.pages = True
    place.ready("secret-1", timedelta(days=1), EMBARGO)

    (build,) = _runs(place)

    assert build.ended == "failure"
    assert "everybody can read GitHub Pages" in build.step("Build").said
    assert not place.runner.hosted.exists()

    place.github.pages = False
    build, deploy = _runs(place)

    assert (build.ended, deploy.ended) == ("success", "success"), build.said
    assert "secret-1" in _shown(place)


@pytest.mark.parametrize("said", ["everybody", "$(touch hosted)", "team --help"])
def test_another_word_in_the_variable_starts_nothing(place: Place, said: str) -> None:
    place.github.variables["MERGECAST_PAGES"] = said

    assert _runs(place) == []
