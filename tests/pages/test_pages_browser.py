"""The pages in a real browser: zones, filters, keyboard, a phone, the dark."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Literal

import pytest
from browsing import WIDE, chromium, grave, heard
from pages.sites import HOSTILE, NOW, site
from planning.calendar_posts import post

from mergecast.pages.build import build

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

PAGES = (
    *("index", "2026-12", "2026-W48", "board", "campaigns", "mix", "people"),
    *("handbook", "guide-crisis-outage", "guide-matrix", "guide-style-names"),
)
PUBLIC = ("index", "2026-W48", "board", "mix")
SEEN = "() => document.querySelectorAll('[data-day] .item:not([hidden])').length"
DAY_OF = (
    "id => document.querySelector(`a[href='#p-${id}']`).closest('.day').dataset.day"
)
NO_PICTURE = "Failed to load resource: net::ERR_FILE_NOT_FOUND"


@dataclass
class Shown:
    """Pages on the disk, and a window that looks at them."""

    page: Page
    folder: Path
    said: list[str]

    def open(self, name: str, which: str = "team-en") -> Page:
        """Look at a page; what its console said before is forgotten."""
        self.page.goto((self.folder / which / f"{name}.html").as_uri())
        return self.page


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All kinds of sites: for the team and for all, in both languages, and hostile."""
    top = tmp_path_factory.mktemp("sites")
    posts = [post(f"hostile-{n}", text=text) for n, text in enumerate(HOSTILE)]
    sites = {
        f"{who}-{language}": site(team=who == "team", language=language)
        for who, language in product(("team", "public"), ("en", "zh"))
    }
    for name, said in (("long", HOSTILE[3]), ("hostile", "".join(HOSTILE[:3]))):
        sites[name] = site(*posts, said=said)
    many = [post(f"many-{n}", f"2026-12-{n % 28 + 1:02} 09:00") for n in range(1000)]
    sites["many"] = site(*many, team=False)
    for name, made in sites.items():
        (top / name).mkdir()
        for file, page in build(made).items():
            (top / name / file).write_bytes(page)
    return top


@pytest.fixture(scope="module")
def window() -> Iterator[BrowserContext]:
    with chromium() as browser:
        window = browser.new_context(
            timezone_id="Asia/Kuala_Lumpur", reduced_motion="reduce"
        )
        window.clock.set_fixed_time(NOW)
        yield window


@pytest.fixture
def shown(window: BrowserContext, folder: Path) -> Iterator[Shown]:
    page = window.new_page()
    page.emulate_media(color_scheme="light")
    yield Shown(page, folder, heard(page))
    page.evaluate("localStorage.clear()")
    page.close()


def test_no_page_keeps_people_out_in_light_or_dark(shown: Shown) -> None:
    team, public = (
        [("team", name) for name in PAGES],
        [("public", one) for one in PUBLIC],
    )
    looks: tuple[tuple[Literal["light", "dark"], str], ...]
    looks = (("light", "en"), ("dark", "zh"))
    for look, language in looks:
        shown.page.emulate_media(color_scheme=look)
        # What everybody sees is made of the same parts: once is enough.
        for who, name in (*team, *(public if look == "light" else [])):
            page = shown.open(name, f"{who}-{language}")
            assert grave(page) == [], (look, who, language, name)

    assert [line for line in shown.said if line != NO_PICTURE] == []


def test_an_open_post_keeps_nobody_out_either(shown: Shown) -> None:
    page = shown.open("index")
    for name in ("held-one", "why-yaml"):
        page.evaluate("name => location.hash = `p-${name}`", name)
        page.wait_for_selector(f"#p-{name}:focus")
        assert grave(page) == []
        page.locator(".sheet:target [data-wear=dark]").click()
        assert grave(page, "color-contrast") == []


@pytest.mark.parametrize("which", ["team-zh", "long", "hostile"])
def test_nothing_is_wider_than_the_screen(shown: Shown, which: str) -> None:
    wide = []
    for name in PAGES:
        page = shown.open(name, which)
        for pixels in (320, 360, 768, 1280):
            page.set_viewport_size({"width": pixels, "height": 800})
            if page.evaluate(WIDE) > 0:
                wide.append((name, pixels))

    assert wide == []


def test_hostile_words_do_nothing_and_no_request_leaves_the_folder(
    shown: Shown,
) -> None:
    asked: list[str] = []
    shown.page.on("request", lambda request: asked.append(request.url))
    for name in ("index", "2026-W48", "board", "campaigns", "people"):
        page = shown.open(name, "hostile")
        assert page.evaluate("document.scripts.length") == 1
        assert page.evaluate("document.querySelectorAll('[onerror]').length") == 0

    page = shown.open("index", "hostile")
    page.set_viewport_size({"width": 360, "height": 800})
    for number in range(len(HOSTILE)):
        page.evaluate("n => location.hash = `p-hostile-${n}`", number)
        page.wait_for_selector(f"#p-hostile-{number}:focus")
        inside = "s => s.scrollWidth - s.clientWidth"
        assert page.locator(".sheet:target").evaluate(inside) <= 0, number
    assert all(each.startswith("file://") for each in asked)
    assert [line for line in shown.said if line != NO_PICTURE] == []


def test_another_zone_moves_posts_to_the_day_that_it_is_there(shown: Shown) -> None:
    page = shown.open("index")
    clock = page.locator("a[href='#p-live-one'] time")
    assert page.evaluate(DAY_OF, "why-yaml") == "2026-11-24"
    assert clock.text_content() == "09:00"

    page.select_option("#zone", "America/Mexico_City")

    assert page.evaluate(DAY_OF, "live-one") == "2026-11-19"
    assert clock.text_content() == "19:00"
    assert page.locator("#shown-zone").text_content() == "America/Mexico_City"
    assert page.evaluate("document.querySelector('.today').dataset.day") == "2026-11-23"

    page = shown.open("2026-W48")
    assert page.input_value("#zone") == "America/Mexico_City"
    assert page.evaluate(DAY_OF, "why-yaml") == "2026-11-24"
    assert page.locator("a[href='#p-why-yaml'] time").text_content() == "09:30"


def test_a_month_of_a_thousand_posts_is_moved_and_sifted_whole(shown: Shown) -> None:
    page = shown.open("2026-12", "many")
    assert page.evaluate(SEEN) == 1001

    page.select_option("#zone", "America/Mexico_City")

    assert page.evaluate(DAY_OF, "many-27") == "2026-12-27"
    page.select_option("[data-filter=account]", "acme-uk")
    assert page.evaluate(SEEN) == 1


def test_a_filter_leaves_what_is_asked_for(shown: Shown) -> None:
    page = shown.open("index")
    every = page.evaluate(SEEN)

    page.select_option("[data-filter=bucket]", "industry")

    assert page.evaluate(SEEN) == 1 < every
    assert page.locator("[role=status]").text_content() == "posts: 1"
    page.select_option("[data-filter=bucket]", "")
    assert page.evaluate(SEEN) == every


def test_the_keyboard_alone_opens_a_post_and_comes_back(shown: Shown) -> None:
    page = shown.open("index")
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("class") == "skip"
    page.locator("a[href='#p-why-yaml']").focus()

    page.keyboard.press("Enter")
    page.wait_for_selector("#p-why-yaml:focus")
    assert page.locator("header.top").evaluate("each => each.inert")
    for _ in range(4):
        page.keyboard.press("Tab")
    assert page.locator(".alt:has(:focus)").get_attribute("open") is not None
    assert page.locator(".alt-text").is_visible()

    page.keyboard.press("Escape")
    page.wait_for_selector("a[href='#p-why-yaml']:focus")
    assert page.locator(".sheet:target").count() == 0
    assert not page.locator("header.top").evaluate("each => each.inert")


def test_arrows_turn_the_months_and_the_weeks_are_beside_them(shown: Shown) -> None:
    page = shown.open("index")
    title = page.locator("h1")

    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/2026-12.html")
    assert title.text_content() == "December 2026"
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/2026-11.html")
    page.get_by_role("link", name="Week", exact=True).click()
    page.wait_for_url("**/2026-W48.html")
    assert title.text_content() == "23 – 29 Nov 2026"
    page.get_by_role("link", name="Month", exact=True).click()
    assert title.text_content() == "November 2026"


def test_the_dark_is_dark_by_the_machine_or_by_choice(shown: Shown) -> None:
    page = shown.open("index")
    back = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(back)

    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(back)
    page.emulate_media(color_scheme="light")
    page.click("#look")

    assert light != dark
    assert page.evaluate(back) == dark


def test_on_paper_there_is_the_calendar_and_nothing_to_press(shown: Shown) -> None:
    page = shown.open("2026-12")
    visible = "name => [...document.querySelectorAll(name)].filter(e => e.offsetParent)"
    count = f"name => ({visible})(name).length"
    there = (".tools", ".filters", ".day")
    assert all(page.evaluate(count, name) for name in there)

    page.emulate_media(media="print", color_scheme="dark")

    assert [bool(page.evaluate(count, name)) for name in there] == [False, False, True]
    page.emulate_media(media="screen", color_scheme="light")


def test_who_is_on_duty_is_told_by_the_readers_clock(
    window: BrowserContext, shown: Shown
) -> None:
    page = shown.open("people")
    assert page.locator(".turn.is-now .name").first.text_content() == "Mei Lin"
    assert page.locator("[data-local]").first.text_content() == "12:00"

    window.clock.set_fixed_time(NOW.replace(hour=9))
    page = shown.open("people")
    window.clock.set_fixed_time(NOW)

    assert page.locator(".turn.is-now").text_content() != ""
    assert "nobody" in (page.locator(".turn.is-now").text_content() or "")


def test_long_after_they_were_made_the_pages_say_that_they_do_not_know(
    window: BrowserContext, shown: Shown
) -> None:
    unknown = shown.open("people").locator(".duty .unknown")
    assert not unknown.is_visible()

    window.clock.set_fixed_time(NOW.replace(day=30))
    unknown = shown.open("people").locator(".duty .unknown")
    window.clock.set_fixed_time(NOW)

    assert "too long ago" in (unknown.text_content() or "")
    assert unknown.is_visible()


def test_today_is_led_to_on_a_phone(shown: Shown) -> None:
    page = shown.open("index")
    desk = page.viewport_size
    assert desk is not None
    page.set_viewport_size({"width": 390, "height": 300})
    page.click(".step-now")
    page.wait_for_function("scrollY > 0")

    top = page.evaluate(
        "() => document.querySelector('.day.today').getBoundingClientRect().top"
    )
    page.set_viewport_size(desk)
    assert 0 <= top < 150


def test_what_is_held_says_what_to_do(shown: Shown) -> None:
    page = shown.open("board")

    page.click("a[href='#p-held-one']")
    page.wait_for_selector("#p-held-one:focus")

    assert page.locator("#p-held-one .waits code").all_text_contents() == [
        "mergecast resolve held-one@acme:1 --resend",
        "mergecast resolve held-one@acme:1 --cancel",
    ]
    assert page.locator(".alerts li").count() == 2


def test_without_a_script_every_post_is_still_there(
    window: BrowserContext, folder: Path
) -> None:
    assert window.browser is not None
    plain = window.browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto((folder / "team-en/index.html").as_uri() + "#p-why-yaml")

    assert page.locator("#p-why-yaml .post").count() == 2
    assert page.locator("#p-why-yaml").is_visible()
    assert not page.locator("#zone").is_visible()
    plain.close()
