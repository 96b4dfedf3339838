"""The timeline page in a real browser: wide and narrow, light and dark, by keyboard."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from sandbox.browser import MISSING, Browser, browsing, program
from sandbox.pictures import picture, upload
from sandbox.signing import Client
from sandbox.stage import ACCOUNTS, Clock

from mergecast.sandbox import server

TAB, ENTER = 9, 13
WIDE = "document.documentElement.scrollWidth - window.innerWidth"


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Browser, str]]:
    """A browser, and the page of a sandbox with something of everything."""
    if program() is None:
        if os.environ.get("CI"):
            pytest.fail(f"{MISSING}, and CI is set")
        pytest.skip(MISSING)
    with server.start(":memory:", accounts=ACCOUNTS, now=Clock()) as running:
        fill(Client(running), Client(running, "beta_hq"), Client(running, "big_hq"))
        with browsing(tmp_path_factory.mktemp("profile")) as browser:
            yield browser, running.url


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
def page(shown: tuple[Browser, str]) -> Browser:
    browser, url = shown
    browser.width(1280)
    browser.likes("light")
    browser.open(f"{url}/look?to=auto&back=/")
    browser.said.clear()
    return browser


@pytest.mark.parametrize("pixels", [320, 390, 768, 1280])
def test_nothing_is_wider_than_the_screen(page: Browser, pixels: int) -> None:
    page.width(pixels)

    assert page.ask(WIDE) <= 0
    assert page.ask("document.querySelector('.banner').innerText").startswith("Sandbox")


def test_the_console_has_nothing_to_say(
    page: Browser, shown: tuple[Browser, str]
) -> None:
    for path in ("/", "/?account=acme_hq", "/?live=1", "/look?to=dark&back=/"):
        page.open(shown[1] + path)
    page.open(shown[1] + page.ask("document.querySelector('.age').pathname"))

    assert page.said == []


def test_every_picture_is_shown(page: Browser) -> None:
    broken = "[...document.images].filter((each) => !each.naturalWidth).length"
    for _ in page.ask("[...document.images].map((i) => (i.loading = 'eager', i.src))"):
        page.ask("window.scrollBy(0, 500)")
    page.tell(
        "Runtime.evaluate",
        expression="Promise.all([...document.images].map((each) => each.decode()))",
        awaitPromise=True,
    )

    assert page.ask("document.images.length") == 6
    assert page.ask(broken) == 0


def background(page: Browser) -> str:
    found: str = page.ask("getComputedStyle(document.body).backgroundColor")
    return found


def test_it_is_as_dark_as_the_machine_or_as_was_chosen(page: Browser) -> None:
    white, black = "rgb(255, 255, 255)", "rgb(0, 0, 0)"
    assert background(page) == white
    page.likes("dark")
    assert background(page) == black
    page.ask("document.querySelector('.looks a[href*=light]').click()")
    page.loaded()
    assert background(page) == white
    page.likes("light")
    page.ask("document.querySelector('.looks a[href*=dark]').click()")
    page.loaded()
    assert background(page) == black
    assert (
        page.ask("document.querySelector('.looks [aria-current]').innerText") == "dark"
    )


def focused(page: Browser) -> str:
    found: str = page.ask("document.activeElement.innerText || ''")
    return found.strip()


def test_all_of_it_is_reached_by_keyboard(page: Browser) -> None:
    page.press("Tab", TAB)
    assert focused(page) == "Skip to posts"
    page.press("Enter", ENTER)
    for _ in range(40):
        page.press("Tab", TAB)
        if focused(page).startswith("ALT"):
            break
    alt = "document.activeElement.parentElement"
    assert page.ask(f"{alt}.open") is False
    page.press("Enter", ENTER)

    assert page.ask(f"{alt}.open") is True
    assert page.ask(f"{alt}.querySelector('.alt-text').innerText").startswith("卡")


def test_an_account_is_a_link_away(page: Browser) -> None:
    page.ask("document.querySelectorAll('nav a')[2].click()")
    page.loaded()

    assert page.ask("document.querySelector('h2').innerText") == "Beta 贝塔"
    assert page.ask("document.querySelector('nav [aria-current] .name').innerText") == (
        "Beta 贝塔"
    )


def test_a_line_joins_the_parts_of_a_thread(page: Browser) -> None:
    line = (
        "(() => {const rail = document.querySelector('.continued > .rail');"
        "const line = getComputedStyle(rail, '::after');"
        "const next = document.querySelector('.joined').getBoundingClientRect();"
        "return [line.width, Math.abs(rail.getBoundingClientRect().bottom - next.top)]"
        "})()"
    )

    width, gap = page.ask(line)
    assert width == "2px"
    assert gap < 1
