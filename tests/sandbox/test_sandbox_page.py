"""The timeline page: what it shows, and what cannot break it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from importlib import resources

import pytest
import requests
from hypothesis import given, settings
from hypothesis import strategies as st
from sandbox.pictures import picture, upload
from sandbox.signing import Client
from sandbox.stage import NOW, Clock

from mergecast.sandbox import server
from mergecast.sandbox.accounts import SandboxAccount
from mergecast.sandbox.markup import Markup, fill
from mergecast.sandbox.phrases import age, count, moment, remaining
from mergecast.sandbox.posts import Draft, Post
from mergecast.sandbox.reading import arrange
from mergecast.sandbox.server import RunningSandbox

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "https://example.org/\"onmouseover='alert(1)",
    "https://example.org/<script>",
    "&lt;script&gt; &#60;b&#62;",
    "${title} $posts $$ %s {0} {{x}}",
    "\u202egnp.exe\u202c \u2066x\u2069 \u200f",
    "a\x00b\x07c\x1b[31m",
    "</div></article></main><h1>mine</h1>",
    "<!-- part: page -->",
    "]]> <?php ?> <%= 1 %>",
]
VOID = {"meta", "link", "img", "path", "br", "rect"}


class Outline(HTMLParser):
    """Checks nesting; gathers tags, attributes and text."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.text = ""
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, tag: str, name: str) -> list[str]:
        return [v for t, n, v in self.attributes if (t, n) == (tag, name)]


def page(sandbox: RunningSandbox, path: str = "/") -> Outline:
    answer = requests.get(sandbox.url + path, timeout=5)
    assert answer.status_code == 200, answer.text
    return Outline(answer.text)


def test_the_page_says_that_it_is_not_x(sandbox: RunningSandbox) -> None:
    shown = page(sandbox)

    assert "This is not X." in shown.text
    assert "Nothing here yet" in shown.text


def test_a_post_is_shown_with_who_when_and_words(
    sandbox: RunningSandbox, acme: Client, clock: Clock
) -> None:
    acme.post_id(text="两行\n第二行 https://example.org/launch #标签 @beta_hq")
    clock.advance(minutes=5)

    shown = page(sandbox)

    assert "Acme" in shown.text
    assert "@acme_hq" in shown.text
    assert "5m" in shown.text
    assert "24 Nov 2026, 09:00 UTC" in shown.text
    assert "两行\n第二行 example.org/launch #标签 @beta_hq" in shown.text
    assert "https://example.org/launch" in shown.values("a", "href")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_text(
    sandbox: RunningSandbox, acme: Client, text: str
) -> None:
    media_id = upload(acme)
    alt = {"id": media_id, "metadata": {"alt_text": {"text": text}}}
    acme.call("POST", "/2/media/metadata", json=alt)
    acme.post_id(text="before")
    plain = page(sandbox)
    acme.post_id(text=text, media={"media_ids": [media_id]})
    acme.post_id(text="vote", poll={"options": [text[:25], "b"], "duration_minutes": 5})

    shown = page(sandbox)

    assert set(shown.tags) - set(plain.tags) <= {
        "img",
        "figure",
        "details",
        "summary",
    }
    assert "script" not in shown.tags
    assert not [name for _, name, _ in shown.attributes if name.startswith("on")]
    for address in shown.values("a", "href"):
        assert re.match(r"(?:https?://|/|#)", address)


def test_names_of_accounts_are_encoded_too(clock: Clock) -> None:
    accounts = (SandboxAccount("evil", "1", "<script>alert(1)</script>\u202e"),)
    with server.start(":memory:", accounts=accounts, now=clock) as running:
        client = Client(running, "evil")
        client.post_id(text="hello")

        shown = page(running, "/?account=evil")

        assert "script" not in shown.tags
        client.close()


def test_ten_thousand_characters_without_a_space_may_break(
    sandbox: RunningSandbox, long: Client
) -> None:
    long.post_id(text="x" * 10_000)

    shown = page(sandbox)
    style = requests.get(f"{sandbox.url}/style.css", timeout=5).text

    assert "x" * 10_000 in shown.text
    rule = re.search(r"^\.text \{[^}]*\}", style, re.MULTILINE)
    assert rule
    assert "overflow-wrap: anywhere" in rule[0]


def test_nothing_on_the_page_needs_a_script_or_an_inline_style(
    sandbox: RunningSandbox, acme: Client
) -> None:
    acme.post_id(text="hello", media={"media_ids": [upload(acme)]})

    answer = requests.get(sandbox.url, timeout=5)

    shown = Outline(answer.text)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'; img-src 'self';")
    assert "unsafe" not in policy
    assert not {"script", "style", "iframe", "form"} & set(shown.tags)
    assert not [value for _, name, value in shown.attributes if name == "style"]
    for source in shown.values("img", "src") + shown.values("link", "href"):
        assert source.startswith("/")
        assert requests.get(sandbox.url + source, timeout=5).status_code == 200


def test_pictures_carry_their_alt_text_and_a_badge(
    sandbox: RunningSandbox, acme: Client
) -> None:
    described, plain = upload(acme), upload(acme, picture(shade=3))
    alt = {"id": described, "metadata": {"alt_text": {"text": 'A "green" field'}}}
    acme.call("POST", "/2/media/metadata", json=alt)
    acme.post_id(text="two", media={"media_ids": [described, plain]})

    shown = page(sandbox)

    assert shown.values("img", "alt") == ['A "green" field', "Image"]
    assert shown.tags.count("details") == 1
    assert "media of-2" in shown.values("div", "class")


def test_a_poll_shows_its_choices_and_then_its_end(
    sandbox: RunningSandbox, acme: Client, clock: Clock
) -> None:
    acme.post_id(text="?", poll={"options": ["ja", "nein"], "duration_minutes": 90})

    open_poll = page(sandbox).text
    clock.advance(hours=2)
    closed_poll = page(sandbox).text

    assert "1 hour left" in open_poll
    assert "ja" in open_poll
    assert "Final results" in closed_poll


def test_a_thread_is_connected_and_a_reply_says_to_whom(
    sandbox: RunningSandbox, acme: Client, beta: Client
) -> None:
    first = acme.post_id(text="part 1 @beta_hq")
    beta.post_id(text="well done", reply={"in_reply_to_tweet_id": first})
    acme.post_id(text="part 2", reply={"in_reply_to_tweet_id": first})

    shown = page(sandbox)

    classes = [c for c in shown.values("article", "class") if c.startswith("post")]
    assert classes == ["post continued", "post joined", "post"]
    assert shown.text.index("part 2") < shown.text.index("well done")
    assert shown.text.count("Replying to") == 1
    assert "2 replies" in shown.text


def test_a_deleted_post_shows_only_where_something_hangs_on_it(
    sandbox: RunningSandbox, acme: Client
) -> None:
    alone = acme.post_id(text="alone")
    first = acme.post_id(text="first")
    acme.post_id(text="second", reply={"in_reply_to_tweet_id": first})
    for post_id in (alone, first):
        acme.call("DELETE", f"/2/tweets/{post_id}")

    shown = page(sandbox)

    assert "alone" not in shown.text
    assert "first" not in shown.text
    assert shown.text.count("This post was deleted by its author.") == 1
    assert "second" in shown.text


def test_a_quote_shows_the_quoted_post_until_it_is_deleted(
    sandbox: RunningSandbox, big: Client, beta: Client
) -> None:
    quoted = beta.post_id(text="the news")
    big.post_id(text="as they say", quote_tweet_id=quoted)

    before = page(sandbox, "/?account=big_hq").text
    beta.call("DELETE", f"/2/tweets/{quoted}")
    after = page(sandbox, "/?account=big_hq").text

    assert "the news" in before
    assert "the news" not in after
    assert "This post is not available." in after


def test_labels_say_what_readers_of_x_would_see(
    sandbox: RunningSandbox, acme: Client
) -> None:
    acme.post_id(
        text="ad", paid_partnership=True, made_with_ai=True, reply_settings="verified"
    )

    shown = page(sandbox).text

    assert "Paid partnership" in shown
    assert "Made with AI" in shown
    assert "Verified accounts can reply" in shown


def test_one_account_can_be_looked_at(
    sandbox: RunningSandbox, acme: Client, beta: Client
) -> None:
    acme.post_id(text="from acme")
    beta.post_id(text="from beta")

    shown = page(sandbox, "/?account=BETA_hq")

    assert "from beta" in shown.text
    assert "from acme" not in shown.text
    assert "1 post" in shown.text
    unknown = requests.get(f"{sandbox.url}/?account=nobody", timeout=5)
    assert unknown.status_code == 404


def test_a_permalink_shows_the_conversation(
    sandbox: RunningSandbox, acme: Client
) -> None:
    acme.post_id(text="elsewhere")
    first = acme.post_id(text="part 1")
    second = acme.post_id(text="part 2", reply={"in_reply_to_tweet_id": first})

    shown = page(sandbox, f"/acme_hq/status/{second}")

    assert "part 1" in shown.text
    assert "elsewhere" not in shown.text
    for wrong in (f"/beta_hq/status/{first}", "/acme_hq/status/1", "/media/1"):
        assert requests.get(sandbox.url + wrong, timeout=5).status_code == 404


def test_the_page_refreshes_only_when_asked(sandbox: RunningSandbox) -> None:
    assert "refresh" not in page(sandbox).values("meta", "http-equiv")

    live = page(sandbox, "/?account=acme_hq&live=1")

    assert "refresh" in live.values("meta", "http-equiv")
    assert "/?account=acme_hq" in live.values("a", "href")


def test_a_page_is_never_older_than_its_newest_post(
    sandbox: RunningSandbox, acme: Client
) -> None:
    for instant in ("2027-01-01T09:00:00Z", "2027-01-01T12:00:00Z"):
        acme.call(
            "POST",
            "/2/tweets",
            json={"text": f"pinned to {instant}"},
            headers={"X-Sandbox-Now": instant},
        )

    assert re.findall(r"· (\w+)\s", page(sandbox).text) == ["now", "3h"]


def test_older_posts_are_a_page_away(sandbox: RunningSandbox, acme: Client) -> None:
    for number in range(52):
        acme.post_id(text=f"post {number:02}")

    first = page(sandbox)
    (older,) = [a for a in first.values("a", "href") if "before=" in a]
    second = page(sandbox, older)

    assert first.tags.count("article") == 50
    assert "post 02" in first.text
    assert re.findall(r"post \d\d", second.text) == ["post 01", "post 00"]


def test_every_asset_is_packaged() -> None:
    assets = resources.files("mergecast.sandbox") / "assets"

    assert {entry.name for entry in assets.iterdir()} == {
        "icon.svg",
        "parts.html",
        "style.css",
    }


def test_markup_is_not_encoded_twice() -> None:
    assert fill("tag", text=Markup("<b>&amp;</b>")).html.endswith("<b>&amp;</b></span>")
    assert "&lt;b&gt;" in fill("tag", text="<b>").html


def test_a_gap_that_is_not_filled_is_a_bug() -> None:
    with pytest.raises(KeyError):
        fill("tag")


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(0), "now"),
        (timedelta(seconds=59), "now"),
        (timedelta(minutes=1), "1m"),
        (timedelta(minutes=59, seconds=59), "59m"),
        (timedelta(hours=1), "1h"),
        (timedelta(hours=23, minutes=59), "23h"),
        (timedelta(days=1), "23 Nov"),
        (timedelta(days=365), "24 Nov 2025"),
        (timedelta(days=-2), "26 Nov"),
    ],
)
def test_an_age_is_said_as_on_x(ago: timedelta, said: str) -> None:
    assert age(NOW - ago, NOW) == said


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(0), "Final results"),
        (timedelta(seconds=30), "1 minute left"),
        (timedelta(minutes=2), "2 minutes left"),
        (timedelta(hours=1), "1 hour left"),
        (timedelta(hours=23, minutes=59), "23 hours left"),
        (timedelta(days=7), "7 days left"),
    ],
)
def test_what_is_left_of_a_poll(left: timedelta, said: str) -> None:
    assert remaining(NOW + left, NOW) == said


def test_moments_and_counts() -> None:
    assert moment(datetime(2026, 1, 5, 7, 3, tzinfo=UTC)) == "5 Jan 2026, 07:03 UTC"
    assert [count(n, "reply", "replies") for n in (0, 1, 2)] == [
        "0 replies",
        "1 reply",
        "2 replies",
    ]


@st.composite
def conversations(draw: st.DrawFn) -> list[Post]:
    size = draw(st.integers(1, 12))
    made = []
    for number in range(1, size + 1):
        parent = draw(st.integers(1, number - 1)) if number > 1 else None
        user, gone = draw(st.sampled_from("ab")), draw(st.booleans())
        draft = Draft("x", reply_to=parent)
        made.append(Post(number, user, draft, 1, NOW, NOW if gone else None))
    return made


@given(conversations())
@settings(deadline=None)
def test_a_conversation_is_read_parents_first_and_nothing_is_lost(
    posts: list[Post],
) -> None:
    placed = arrange(posts)

    order = [one.post.id for one in placed]
    assert len(set(order)) == len(order)
    assert {p.id for p in posts if p.deleted is None} <= set(order)
    for above, one in zip([None, *placed], placed, strict=False):
        parent = one.post.draft.reply_to
        assert parent is None or order.index(parent) < order.index(one.post.id)
        assert one.joined == (above is not None and above.post.id == parent)
        assert above is None or above.continued == one.joined


@pytest.fixture
def empty(clock: Clock) -> Iterator[RunningSandbox]:
    with server.start(":memory:", now=clock) as running:
        yield running


def test_the_default_account_is_there(empty: RunningSandbox) -> None:
    assert "@acme_hq" in page(empty).text


def test_light_and_dark_are_a_link_away(sandbox: RunningSandbox) -> None:
    first = page(sandbox, "/?account=acme_hq")
    dark = next(a for a in first.values("a", "href") if "to=dark" in a)
    back = requests.get(sandbox.url + dark, timeout=5, allow_redirects=False)
    cookie = {"cookie": back.headers["set-cookie"].partition(";")[0]}
    shown = requests.get(sandbox.url, headers=cookie, timeout=5).text

    assert (back.status_code, back.headers["location"]) == (303, "/?account=acme_hq")
    assert Outline(shown).values("html", "data-look") == ["dark"]
    assert first.values("html", "data-look") == []


@pytest.mark.parametrize(
    "query",
    [
        "to=pink",
        "",
        "to=dark&back=//example.org",
        "to=dark&back=https://example.org",
        "to=dark&back=/%0d%0ax:y",
        "to=dark&back=/%5cexample.org",
        "to=dark&back=",
    ],
)
def test_a_look_leads_nowhere_else(sandbox: RunningSandbox, query: str) -> None:
    address = f"{sandbox.url}/look?{query}"
    answer = requests.get(address, timeout=5, allow_redirects=False)

    wanted = (303, "/") if query == "to=dark&back=" else (404, None)
    assert (answer.status_code, answer.headers.get("location")) == wanted


@pytest.mark.parametrize("cookie", ["sandbox-look=pink", "=;;\x01", "sandbox-look", ""])
def test_a_cookie_that_is_none_of_ours_does_nothing(
    sandbox: RunningSandbox, cookie: str
) -> None:
    shown = requests.get(sandbox.url, headers={"cookie": cookie}, timeout=5).text

    assert Outline(shown).values("html", "data-look") == []
