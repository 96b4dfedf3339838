"""The pages in a real browser: zones, filters, keyboard, a phone, the dark."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from pages.sites import HOSTILE, site
from planning.calendar_posts import post
from sandbox.browser import MISSING, Browser, browsing, program

from mergecast.pages.build import build

if TYPE_CHECKING:
    from collections.abc import Iterator

ENTER, ESCAPE, LEFT, RIGHT = 13, 27, 37, 39
WIDE = "document.documentElement.scrollWidth - window.innerWidth"
SHOWN = "[...document.querySelectorAll('.grid .item:not([hidden])')].length"


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Browser, str]]:
    """A browser, and the address of a folder of pages on disk."""
    if program() is None:
        if os.environ.get("CI"):
            pytest.fail(f"{MISSING}, and CI is set")
        pytest.skip(MISSING)
    folder = tmp_path_factory.mktemp("site")
    hostile = [
        post(f"hostile-{number}", text=text) for number, text in enumerate(HOSTILE)
    ]
    for name, page in build(site(*hostile)).items():
        (folder / name).write_bytes(page)
    with browsing(tmp_path_factory.mktemp("profile")) as browser:
        yield browser, folder.as_uri()


@pytest.fixture
def page(shown: tuple[Browser, str]) -> Browser:
    browser, url = shown
    browser.width(1280)
    browser.likes("light")
    browser.open(f"{url}/board.html")
    browser.ask("localStorage.clear()")
    browser.open(f"{url}/index.html")
    browser.said.clear()
    return browser


def _choose(page: Browser, which: str, value: str) -> None:
    page.ask(
        f"(() => {{ const it = document.querySelector({which!r}); it.value = {value!r};"
        " it.dispatchEvent(new Event('change')); })()"
    )


def _day_of(page: Browser, post_id: str) -> str:
    found = page.ask(
        f"""document.querySelector('a[href="#p-{post_id}"]').closest('.day').dataset.day"""
    )
    assert isinstance(found, str)
    return found


@pytest.mark.parametrize("pixels", [320, 390, 768, 1280])
@pytest.mark.parametrize("name", ["index", "board", "mix"])
def test_nothing_is_wider_than_the_screen(
    page: Browser, shown: tuple[Browser, str], pixels: int, name: str
) -> None:
    page.width(pixels)
    page.open(f"{shown[1]}/{name}.html")

    assert page.ask(WIDE) <= 0


def test_the_console_has_nothing_to_say_and_no_request_leaves_the_folder(
    page: Browser, shown: tuple[Browser, str]
) -> None:
    for name in ("index.html", "2026-12.html", "board.html", "mix.html"):
        page.open(f"{shown[1]}/{name}")
        loaded = page.ask("performance.getEntriesByType('resource').map(e => e.name)")
        assert all(each.startswith("file://") for each in loaded)

    missing = "Failed to load resource: net::ERR_FILE_NOT_FOUND"
    assert [line for line in page.said if line != missing] == []


def test_another_zone_moves_posts_to_the_day_that_it_is_there(page: Browser) -> None:
    assert _day_of(page, "why-yaml") == "2026-11-24"
    clock = "document.querySelector('a[href=\"#p-live-one\"] time').textContent"
    assert page.ask(clock) == "09:00"

    _choose(page, "#zone", "America/Mexico_City")

    assert _day_of(page, "live-one") == "2026-11-19"
    assert page.ask(clock) == "19:00"
    assert page.ask("document.querySelector('#shown-zone').textContent") == (
        "America/Mexico_City"
    )


def test_the_zone_is_remembered_on_the_next_page(
    page: Browser, shown: tuple[Browser, str]
) -> None:
    _choose(page, "#zone", "Europe/London")

    page.open(f"{shown[1]}/2026-12.html")

    assert page.ask("document.querySelector('#zone').value") == "Europe/London"


def test_a_filter_leaves_what_is_asked_for(page: Browser) -> None:
    every = page.ask(SHOWN)

    _choose(page, "[data-filter=bucket]", "industry")

    assert page.ask(SHOWN) == 1 < every
    _choose(page, "[data-filter=bucket]", "")
    assert page.ask(SHOWN) == every


def test_the_keyboard_alone_opens_a_post_and_comes_back(page: Browser) -> None:
    page.ask("document.querySelector('a[href=\"#p-live-one\"]').focus()")

    page.press("Enter", ENTER)
    assert page.ask("document.querySelector('.sheet:target')?.id") == "p-live-one"
    assert page.ask("document.activeElement.id") == "p-live-one"

    page.press("Escape", ESCAPE)
    assert page.ask("document.querySelector('.sheet:target')") is None
    assert page.ask("document.activeElement.getAttribute('href')") == "#p-live-one"


def test_arrows_turn_the_months(page: Browser) -> None:
    page.press("ArrowRight", RIGHT)
    page.loaded()

    assert page.ask("document.querySelector('h1').textContent") == "December 2026"

    page.press("ArrowLeft", LEFT)
    page.loaded()
    assert page.ask("document.querySelector('h1').textContent") == "November 2026"


def test_the_dark_is_dark_by_the_machine_or_by_choice(page: Browser) -> None:
    back = "getComputedStyle(document.body).backgroundColor"
    light = page.ask(back)

    page.likes("dark")
    dark = page.ask(back)
    page.likes("light")
    page.ask("document.querySelector('#look').click()")

    assert light != dark
    assert page.ask(back) == dark


def test_without_a_script_every_post_is_still_there(
    page: Browser, shown: tuple[Browser, str]
) -> None:
    page.tell("Emulation.setScriptExecutionDisabled", value=True)
    try:
        # From another page: a place in the same one would load nothing.
        page.open(f"{shown[1]}/board.html")
        page.open(f"{shown[1]}/index.html#p-why-yaml")
        assert page.ask("document.querySelector('.sheet:target').id") == "p-why-yaml"
        tools = "getComputedStyle(document.querySelector('.needs-script')).display"
        assert page.ask(tools) == "none"
    finally:
        page.tell("Emulation.setScriptExecutionDisabled", value=False)
