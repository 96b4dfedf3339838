"""Links that lead elsewhere are found in every spelling; ordinary ones are not."""

from __future__ import annotations

import ipaddress

import pytest
from checks.made_posts import made, messages, said, stretch
from hypothesis import given, settings
from hypothesis import strategies as st

from mergecast.checks import link_dangerous as check

APPLE = "\u0430\u0440\u0440\u04cf\u0435"  # all Cyrillic


def one(text: str) -> str:
    """The one message about this text."""
    (remark,) = said(check, made(text))
    return remark.message


@pytest.mark.parametrize(
    ("link", "real"),
    [
        ("https://x.com@evil.example/a", "evil.example"),
        ("http://user:secret@host.example:80/", "host.example"),
        ("https://good.example\\@evil.example", "evil.example"),
        ("https://a.example:443@evil.example", "evil.example"),
    ],
)
def test_a_name_before_an_at_sign_is_refused(link: str, real: str) -> None:
    assert f"leads to '{real}'" in one(f"Look: {link}")


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7F.0.0.0x1"),
        *("0177.0.0.1", "017700000001", "127.0.0.1.", "127.0.0.1:8080"),
        *("[::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "[::127.0.0.1]"),
        *("192.168.0.1", "10.1.2.3", "172.16.0.9", "100.64.1.1", "0.0.0.0:80"),
        *("169.254.169.254", "[fe80::1%25eth0]", "[fd00::8]", "[2002:7f00:1::]"),
        *("224.0.0.1", "[ff02::1]", "255.255.255.255"),
    ],
)
def test_an_address_in_a_private_network_is_refused(host: str) -> None:
    assert "inside a private network" in one(f"Try http://{host}/x now")


@pytest.mark.parametrize(
    "host",
    [
        *("localhost", "localhost:3000", "a.localhost", "printer.local", "wiki"),
        *("db.internal", "metadata.google.internal.", "nas.lan", "ROUTER.HOME.ARPA"),
    ],
)
def test_a_name_of_a_private_network_is_refused(host: str) -> None:
    assert "only a private network knows" in one(f"http://{host}/")


@pytest.mark.parametrize("host", ["134744072", "0x08080808", "8.8.2056", "010.8.8.8"])
def test_a_public_address_in_disguise_is_refused(host: str) -> None:
    assert "hides the address 8.8.8.8" in one(f"http://{host}/")


@pytest.mark.parametrize(
    "host",
    [
        "256.1.1.1",
        "1.2.3.4.5",
        "08.1.1.1",
        "4294967296",
        "1.2.3.256",
        "1.2.3.4.0",
        "1.2.3.4.5.6",
        "[1:::]",
        "9" * 30,
    ],
)
def test_a_number_that_is_no_address_is_refused(host: str) -> None:
    assert "is no address" in one(f"http://{host}/")


@pytest.mark.parametrize(
    ("link", "what"),
    [
        (f"https://{APPLE}.com/", "only look Latin"),
        ("https://xn--80ak6aa92e.com", "only look Latin"),
        ("XN--80AK6AA92E.COM", "only look Latin"),
        (f"{APPLE}.com", "only look Latin"),
        ("https://www.p\u0430ypal.com", "mixes Latin and Cyrillic"),
        ("p\u0430ypal.com", "mixes Latin and Cyrillic"),
        ("https://\u03b1cme.com", "mixes Greek and Latin"),
        ("https://example.com\u0430.evil.example", "mixes Latin and Cyrillic"),
        ("https://xn--a.com", "stands for nothing"),
        ("https://xn--zzzzzzzzz99999999.com", "stands for nothing"),
        ("https://\uff45xample.com", "turn into 'example.com'"),
        ("http://\u2460\u2461\u2466.\u24ea.\u24ea.\u2460", "turn into '127.0.0.1'"),
        ("https://\u017fecure.example.com", "turn into 'secure.example.com'"),
        ("https://example%2ecom/", "percent"),
    ],
)
def test_a_host_that_only_looks_like_another_is_refused(link: str, what: str) -> None:
    assert what in one(f"Log in: {link}")


@pytest.mark.parametrize(
    "link",
    [
        *("javascript:alert(1)", "JavaScript:void(0)", "vbscript:msgbox(1)"),
        *("data:text/html,<b>x</b>", "data:;base64,PHN2Zz4=", "file:///etc/passwd"),
        "smb://server/share",
    ],
)
def test_a_link_that_opens_no_page_is_refused(link: str) -> None:
    assert "opens no page" in one(f"Click {link}")


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org, https://example.org. (https://example.org) HTTPS://A.EXAMPLE/",
        "https://example.org:8443/x?y=@z#@a https://medium.com/@acme",
        "https://example.com了解更多 https://example.com，欢迎 https://example.com。谢谢",
        "https://example.comПодробнее",
        "https://сор.рф https://москва.рф https://xn--80adxhks.xn--p1ai/ https://пример.com",
        "https://例え.jp https://xn--r8jz45g.jp https://ελλάδα.gr https://bücher.de",
        "https://xn--i-7iq.ws https://a_b.example.com/",
        "http://8.8.8.8/ http://[2606:4700::1111]/",
        "https:// https://… http://{host}/x <https://example.org>",
        "JavaScript: the good parts. Data:2026, metadata:foo. v2.0.1 192.168.0.1",
        "Привет.Сегодня mail@example.org т.е. так",
    ],
)
def test_ordinary_links_are_left_alone(text: str) -> None:
    assert messages(said(check, made(text))) == []


def test_the_link_itself_is_pointed_at() -> None:
    post = made("See https://x.com@evil.example/path, and more")
    (remark,) = said(check, post)

    assert stretch(post, remark) == "https://x.com@evil.example"


def test_every_dangerous_link_is_found() -> None:
    text = f"http://wiki http://10.0.0.1 https://example.org {APPLE}.com javascript:a()"

    assert len(said(check, made(text))) == 4


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from(["{}", "0x{:x}", "0{:o}", "dotted"]))
def test_every_spelling_of_an_address_is_judged_alike(
    number: int, spelling: str
) -> None:
    address = ipaddress.IPv4Address(number)
    host = str(address) if spelling == "dotted" else spelling.format(number)
    found = messages(said(check, made(f"http://{host}/")))

    private = not address.is_global or address.is_multicast
    assert any("inside a private network" in each for each in found) == private
    assert bool(found) == (private or host != str(address))
