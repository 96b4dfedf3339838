"""The timeline page in a real browser: wide and narrow, light and dark, by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import WIDE, chromium, grave, heard
from sandbox.pictures import picture, upload
from sandbox.signing import Client
from sandbox.stage import ACCOUNTS, Clock

from mergecast.sandbox import server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import BrowserContext, Page


@pytest.fixture(scope="module")
def window() -> Iterator[BrowserContext]:
    """A window for the page of a sandbox with something of everything."""
    with server.start(":memory:", accounts=ACCOUNTS, now=Clock()) as running:
        fill(Client(running), Client(running, "beta_hq"), Client(running, "big_hq"))
        with chromium() as browser:
            yield browser.new_context(base_url=running.url)


def fill(acme: Client, beta: Client, big: Client) -> None:
    media = []
    for shade in (40, 120, 200):
        media.append(upload(acme, picture(shade=shade)))
        about = {"id": media[-1], "metadata": {"alt_text": {"text": f"卡 {shade}"}}}
        acme.call("POST", "/2/media/metadata", json=about)
    first = acme.post_id(text="بداية @beta_hq", media={"media_ids": media})
    reply = {"in_reply_to_tweet_id": first}
    poll = {"options": ["ya", "x" * 25], "duration_minutes": 60}
    acme.post_id(text="第二部分 " + "长" * 120, reply=reply, poll=poll)
    beta.post_id(text=f"https://example.org/{'a' * 300} {'y' * 200}", reply=reply)
    big.post_id(text="as they say", quote_tweet_id=first)
    for client in (acme, beta, big):
        client.close()


@pytest.fixture
def page(window: BrowserContext) -> Iterator[Page]:
    page = window.new_page()
    page.emulate_media(color_scheme="light")
    page.goto("/look?to=auto&back=/")
    yield page
    page.close()


def test_nothing_is_wider_than_the_screen_and_nobody_is_kept_out(page: Page) -> None:
    assert (page.text_content(".banner") or "").startswith("Sandbox")
    for pixels in (320, 390, 768, 1280):
        page.set_viewport_size({"width": pixels, "height": 800})
        assert page.evaluate(WIDE) <= 0, pixels
    assert grave(page) == []

    page.emulate_media(color_scheme="dark")
    assert grave(page, "color-contrast") == []


def test_the_console_has_nothing_to_say(page: Page) -> None:
    said = heard(page)
    for path in ("/", "/?account=acme_hq", "/?live=1", "/look?to=dark&back=/"):
        page.goto(path)
    page.goto(page.evaluate("document.querySelector('.age').pathname"))

    assert said == []


def test_every_picture_is_shown(page: Page) -> None:
    page.evaluate(
        "Promise.all([...document.images].map((each) => {"
        "each.loading = 'eager'; return each.decode(); }))"
    )

    shown = "[...document.images].filter((each) => each.naturalWidth).length"
    assert page.evaluate(shown) == 6


def background(page: Page) -> str:
    found: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return found


def test_it_is_as_dark_as_the_machine_or_as_was_chosen(page: Page) -> None:
    white, black = "rgb(255, 255, 255)", "rgb(0, 0, 0)"
    assert background(page) == white
    page.emulate_media(color_scheme="dark")
    assert background(page) == black
    page.click(".looks a[href*=light]")
    assert background(page) == white
    page.emulate_media(color_scheme="light")
    page.click(".looks a[href*=dark]")
    assert background(page) == black
    assert page.inner_text(".looks [aria-current]") == "dark"


def test_all_of_it_is_reached_by_keyboard(page: Page) -> None:
    focused = "(document.activeElement.innerText || '').trim()"
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "Skip to posts"
    page.keyboard.press("Enter")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(focused).startswith("ALT"):
            break
    alt = page.locator("details:has(:focus)")
    assert alt.get_attribute("open") is None
    page.keyboard.press("Enter")

    assert alt.get_attribute("open") is not None
    assert alt.locator(".alt-text").inner_text().startswith("卡")


def test_an_account_is_a_link_away(page: Page) -> None:
    page.locator("nav a").nth(2).click()

    assert page.inner_text("h2") == "Beta 贝塔"
    assert page.inner_text("nav [aria-current] .name") == "Beta 贝塔"


def test_a_line_joins_the_parts_of_a_thread(page: Page) -> None:
    line = (
        "(() => {const rail = document.querySelector('.continued > .rail');"
        "const line = getComputedStyle(rail, '::after');"
        "const next = document.querySelector('.joined').getBoundingClientRect();"
        "return [line.width, Math.abs(rail.getBoundingClientRect().bottom - next.top)]"
        "})()"
    )

    width, gap = page.evaluate(line)
    assert width == "2px"
    assert gap < 1
