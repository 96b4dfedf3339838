"""Pictures come from the forge's own hosts, in time and size, and carry no token."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mergecast import clock
from mergecast.forge import github_attachments
from mergecast.forge.github_api import GitHubApi
from mergecast.forge.github_attachments import Hosts, fetch, signed
from mergecast.intake.said import AskBackError

ASSET = "1b4e28ba-2fa1-41d2-883f-0016d3cca427"
PATH = f"/user-attachments/assets/{ASSET}"
GITHUB = Hosts.of()


@dataclass(slots=True)
class Server:
    """Answers by path: status, headers, body."""

    address: str = ""
    answers: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def hosts(self) -> Hosts:
        """This server as a forge."""
        return Hosts.of(self.address)


@contextmanager
def _serving() -> Iterator[Server]:
    made = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append((self.path, dict(self.headers)))
            status, headers, body = made.answers.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    made.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    with _serving() as made:
        yield made


def _refused(url: str, hosts: Hosts) -> str:
    with pytest.raises(AskBackError) as error:
        fetch(url, hosts, {})
    return error.value.said.name


def test_a_picture_is_fetched_without_a_token(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answers[PATH] = (200, {}, b"picture")
    monkeypatch.setenv("GITHUB_TOKEN", "ghs_canary0123456789")

    assert fetch(f"{server.address}{PATH}", server.hosts, {}) == b"picture"

    ((_, headers),) = server.asked
    assert "Authorization" not in headers
    assert "ghs_canary" not in str(headers)


def test_no_password_of_netrc_goes_along(
    server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    netrc = f"{tmp_path}/netrc"
    with open(netrc, "w", encoding="ascii") as file:  # noqa: PTH123 - one line
        file.write("machine 127.0.0.1 login me password canary\n")
    monkeypatch.setenv("NETRC", netrc)
    server.answers[PATH] = (200, {}, b"picture")

    fetch(f"{server.address}{PATH}", server.hosts, {})

    assert "Authorization" not in server.asked[0][1]


def test_a_redirect_within_the_forge_is_followed(server: Server) -> None:
    server.answers[PATH] = (302, {"Location": f"{server.address}/store/1?sig=x"}, b"")
    server.answers["/store/1?sig=x"] = (200, {}, b"picture")

    assert fetch(f"{server.address}{PATH}", server.hosts, {}) == b"picture"


def test_a_redirect_elsewhere_is_not_followed(server: Server) -> None:
    with _serving() as other:
        other.answers["/x"] = (200, {}, b"secret")
        server.answers[PATH] = (302, {"Location": f"{other.address}/x"}, b"")

        assert _refused(f"{server.address}{PATH}", server.hosts) == "picture-away"
        assert other.asked == []


def test_redirects_in_a_circle_end(server: Server) -> None:
    server.answers[PATH] = (302, {"Location": f"{server.address}{PATH}"}, b"")

    assert _refused(f"{server.address}{PATH}", server.hosts) == "picture-away"
    assert len(server.asked) == 4


def test_a_picture_that_is_too_large_is_not_taken_whole(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(github_attachments, "LARGEST", 1000)
    server.answers[PATH] = (200, {}, b"x" * 1001)

    assert _refused(f"{server.address}{PATH}", server.hosts) == "picture-large"


def test_a_picture_that_comes_too_slowly_is_given_up(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = iter([0.0, 61.0])
    monkeypatch.setattr(clock, "monotonic", lambda: next(times))
    server.answers[PATH] = (200, {}, b"x")

    assert _refused(f"{server.address}{PATH}", server.hosts) == "picture-away"


def test_nobody_there_is_a_sentence(server: Server) -> None:
    assert _refused(f"{server.address}{PATH}", server.hosts) == "picture-away"
    gone = Hosts.of("http://127.0.0.1:9")
    assert _refused(f"http://127.0.0.1:9{PATH}", gone) == "picture-away"


def test_in_a_private_repository_the_signed_address_is_used(server: Server) -> None:
    server.answers["/store/2?jwt=a&b=c"] = (200, {}, b"picture")
    shown = {ASSET: f"{server.address}/store/2?jwt=a&b=c"}

    assert fetch(f"{server.address}{PATH}", server.hosts, shown) == b"picture"


def test_a_signed_address_elsewhere_is_not_used(server: Server) -> None:
    server.answers[PATH] = (200, {}, b"picture")

    with _serving() as other:
        shown = {ASSET: f"{other.address}/x"}
        assert fetch(f"{server.address}{PATH}", server.hosts, shown) == b"picture"
        assert other.asked == []


def test_signed_addresses_are_read_from_what_the_forge_shows(server: Server) -> None:
    url = f"https://private-user-images.githubusercontent.com/1/2-{ASSET}.png?jwt=a&b=c"
    shown = url.replace("&", "&amp;")
    body = f'{{"body_html": "<p><img src=\\"{shown}\\" alt=\\"x\\"></p>"}}'
    server.answers["/repos/acme/social/issues/12"] = (200, {}, body.encode())
    comment = "/repos/acme/social/issues/comments/7"
    server.answers[comment] = (200, {}, b'{"body_html": 3}')
    api = GitHubApi("acme/social", "token", server.address, lambda _seconds: None)

    assert signed(api, 12) == {ASSET: url}
    assert signed(api, 12, 7) == {}
    assert signed(api, 404) == {}
    assert server.asked[0][1]["Accept"] == "application/vnd.github.full+json"
    api.close()


@pytest.mark.parametrize(
    "url",
    [
        f"https://github.com{PATH}",
        "https://github.com/acme/social/assets/123/1b4e28ba",
        "https://github.com/user-attachments/files/123/IMG_1.heic",
        "https://user-images.githubusercontent.com/1/2.png",
        f"https://private-user-images.githubusercontent.com/1/2-{ASSET}.png?jwt=x",
    ],
)
def test_addresses_of_github_are_its_own(url: str) -> None:
    assert GITHUB.named(url)


@pytest.mark.parametrize(
    "url",
    [
        f"http://github.com{PATH}",
        f"https://github.com.evil.example{PATH}",
        f"https://evil.example/github.com{PATH}",
        f"https://github.com@evil.example{PATH}",
        f"https://user:x@github.com{PATH}",
        f"https://github.com:8443{PATH}",
        f"https://GITHUB.com.{PATH}",
        f"https://github.com{PATH}/../../../login",
        "https://github.com/login/oauth/authorize?client_id=x",
        "https://github.com/acme/social/raw/main/x.png",
        "https://api.github.com/user",
        "https://raw.githubusercontent.com/acme/social/main/x.png",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/user-attachments/assets/1",
        "https://[/user-attachments",
        "file:///etc/passwd",
        f"//github.com{PATH}",
        PATH,
        f"https://github.com\\@evil.example{PATH}",
        f"https://github.com{PATH}\n",
        f"https://gıthub.com{PATH}",
        f"https://github.com%2eevil.example{PATH}",
        "",
    ],
)
def test_everything_else_is_not(url: str) -> None:
    assert not GITHUB.named(url)
    assert _refused(url, GITHUB) == "picture-host"


def test_an_enterprise_server_has_its_own_hosts() -> None:
    hosts = Hosts.of("https://git.example.com")

    assert hosts.named(f"https://git.example.com{PATH}")
    assert hosts.named("https://media.git.example.com/user/1/files/2")
    assert not hosts.named(f"https://github.com{PATH}")
    assert not hosts.stored("https://objects.githubusercontent.com/x")


@given(st.text(max_size=60) | st.text(max_size=30).map("https://github.com/".__add__))
def test_no_text_is_too_odd_to_be_judged(url: str) -> None:
    if GITHUB.named(url):
        assert url.startswith("https://")
