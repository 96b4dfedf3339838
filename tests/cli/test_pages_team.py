"""`mergecast pages` for a team: what its desk is read from, and the server."""

from __future__ import annotations

import re
import socket
import threading
from datetime import UTC, datetime
from html import unescape
from typing import TYPE_CHECKING

import pytest
import requests
from cli.inside import Inside
from team_repository import POST, POST_PATH, TeamRepository

from mergecast.cli.session import Session
from mergecast.cli.views.serving import server
from mergecast.cli.views.site_facts import Shown
from mergecast.errors import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mergecast.pages.server import PageServer

NOW = "2026-11-25T12:00:00Z"
_GIF = bytes.fromhex(
    "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b"
)
INCIDENT = """\
id: down-2026-11
title: The shop is down
playbook: outage
level: mid
timezone: UTC
timeline:
  - {at: 2026-11-25 08:00, step: open, what: It does not answer}
"""
TEAM = """\
members:
  mei: {name: Mei Lin, timezone: UTC, hours: {from: 08:00, to: 18:00}}
"""


@pytest.fixture
def team(tmp_path: Path) -> TeamRepository:
    return TeamRepository.start(tmp_path, remote=True)


@pytest.fixture
def inside(
    team: TeamRepository,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Inside:
    for name, value in team.env().items():
        if name.startswith(("GIT_", "HOME")):
            monkeypatch.setenv(name, value)
    return Inside(team.folder, capsys, monkeypatch)


def built(inside: Inside, folder: Path, *how: str) -> dict[str, str]:
    done = inside("pages", "build", "--output", str(folder), *how, now=NOW)
    assert done.code == 0, done.err
    return {
        file.name: unescape(file.read_text("utf-8")) for file in folder.glob("*.html")
    }


def column(page: str, name: str) -> str:
    """What stands in a column of the board."""
    (found,) = re.findall(rf"<h3>{name} .*?</section>", page, re.DOTALL)
    return str(found)


def test_the_board_knows_drafts_branches_and_what_is_merged(
    team: TeamRepository, inside: Inside, tmp_path: Path
) -> None:
    merged = POST.replace("2026-11-24", "2026-11-28")
    team.write(POST_PATH, merged)
    team.commit("Launch")
    team.git("checkout", "-q", "-b", "spring")
    spring = merged.replace("launch-2026", "spring-1")
    picture = "media: [{file: media/spring.gif, alt: A first leaf}]"
    team.write("calendar/2026/11/29-spring.yaml", f"{spring}{picture}\n")
    (team.folder / "calendar" / "media").mkdir()
    (team.folder / "calendar" / "media" / "spring.gif").write_bytes(_GIF)
    team.git("add", "-A")
    team.git("commit", "-q", "-m", "Spring")
    team.git("push", "-q", "origin", "spring")
    team.git("checkout", "-q", "main")
    team.write("calendar/2026/11/30-mine.yaml", merged.replace("launch-2026", "mine-1"))

    board = built(inside, tmp_path / "site", "--audience", "team")["board.html"]

    assert "#p-mine-1" in column(board, "Create")
    assert "#r-0" in column(board, "Review")
    assert "⎇ spring" in column(board, "Review")
    (address,) = re.findall(r'<img class="thumb" src="([^"]+)', column(board, "Review"))
    assert (tmp_path / "site" / address).read_bytes() == _GIF
    assert 'alt="A first leaf"' in board
    assert ">spring-1<" in board
    assert "#p-launch-2026" in column(board, "Approve")
    assert "spring-1" not in built(inside, tmp_path / "public")["board.html"]


def test_what_is_urgent_and_held_is_there_as_it_was_last_fetched(
    team: TeamRepository, inside: Inside, tmp_path: Path
) -> None:
    assert inside("ledger", "init", "--sandbox").code == 0
    team.write(POST_PATH, POST)
    team.write("playbooks/incidents/down-2026-11.yaml", INCIDENT)
    team.commit("Name the ledger")
    assert inside("approve", "launch-2026", "--yes").code == 0
    team.push()
    # Nobody is to be asked: its time went by long ago.
    inside.monkeypatch.setenv("MERGECAST_X_API_BASE", "http://127.0.0.1:9")
    missed = inside("publish", now=NOW)
    assert inside("freeze", "--reason", "flood <b>").code == 0
    assert "flood" in inside("status").out

    pages = built(inside, tmp_path / "site", "--audience", "team")

    index, board = pages["index.html"], pages["board.html"]
    assert "The shop is down" in index
    assert "flood <b>" in index
    assert "mergecast resolve launch-2026@acme:1 --" in board, missed
    public = built(inside, tmp_path / "public")
    for page in public.values():
        assert "flood" not in page
        assert "The shop is down" not in page


def test_a_form_of_the_repository_is_where_a_post_begins(
    team: TeamRepository, inside: Inside, tmp_path: Path
) -> None:
    settings = inside.read("mergecast.yaml")
    forge = settings.replace("kind: offline", "kind: github, repository: acme/social")
    team.write("mergecast.yaml", forge)
    new = "https://github.com/acme/social/"

    page = built(inside, tmp_path / "site")["index.html"]
    assert (
        f"{new}new/main/calendar/queue?filename=my-post.yaml&value=%23+A+draft" in page
    )

    team.write(".github/ISSUE_TEMPLATE/post.en.yml", "name: Post\n")
    page = built(inside, tmp_path / "site")["index.html"]
    assert f"{new}issues/new?template=post.en.yml" in page


def test_people_are_on_duty_by_their_hours_where_there_is_no_rota(
    team: TeamRepository, inside: Inside, tmp_path: Path
) -> None:
    team.write("playbooks/team.yaml", TEAM)

    page = built(inside, tmp_path / "site", "--audience", "team")["people.html"]

    (now,) = re.findall(r'<li class="turn is-now".*?</ul></li>', page, re.DOTALL)
    assert "Mei Lin" in now
    assert 'data-end="2026-11-25T18:00:00Z"' in now


@pytest.fixture
def running(team: TeamRepository) -> Iterator[PageServer]:
    team.write(POST_PATH, POST)
    pinned = datetime.fromisoformat(NOW).astimezone(UTC)
    session = Session(team.folder, pinned, colour=False, quiet=False, verbose=False)
    with server(session, Shown(team=True), 0) as made:
        thread = threading.Thread(target=made.serve_forever, args=(0.02,))
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def test_a_page_that_is_served_is_as_the_files_are_now(
    team: TeamRepository, running: PageServer
) -> None:
    with requests.Session() as asking:
        first = asking.get(f"{running.url}/", timeout=5)
        assert "已经发布" in first.text
        assert first.headers["cache-control"] == "no-store"

        team.write(POST_PATH, POST.replace("已经发布", "马上发布"))
        assert "马上发布" in asking.get(f"{running.url}/index.html", timeout=5).text

        team.write("mergecast.yaml", "version: 1\naccounts: [\n")
        broken = asking.get(f"{running.url}/", timeout=5)
        assert broken.status_code == 500
        assert "mergecast.yaml cannot be read" in broken.text


@pytest.mark.parametrize(
    ("path", "host", "status"),
    [
        ("/board.html", "localhost:1", 200),
        ("/", "evil.example", 421),
        ("/", "127.0.0.1.evil.example:80", 421),
        ("/mergecast.yaml", "127.0.0.1", 404),
        ("/%2e%2e/mergecast.yaml", "127.0.0.1", 404),
    ],
)
def test_it_serves_pages_on_this_machine_and_nothing_else(
    running: PageServer, path: str, host: str, status: int
) -> None:
    with requests.Session() as asking:
        wanted = requests.Request("GET", running.url, headers={"host": host}).prepare()
        wanted.url = f"{running.url}{path}"
        assert asking.send(wanted, timeout=5).status_code == status

    assert running.server_address[0] == "127.0.0.1"


def test_a_port_that_is_taken_is_named(
    team: TeamRepository, running: PageServer
) -> None:
    session = Session(team.folder, None, colour=False, quiet=False, verbose=False)

    with pytest.raises(WorkspaceError, match="cannot be used: address already in use"):
        server(session, Shown(), running.server_port)


def test_a_request_that_brings_something_is_the_last_of_its_connection(
    running: PageServer,
) -> None:
    inner = "GET /people.html HTTP/1.1\r\nHost: localhost\r\n\r\n"
    head = f"HEAD / HTTP/1.1\r\nHost: evil.example\r\nContent-Length: {len(inner)}"

    with socket.create_connection(("127.0.0.1", running.server_port), 5) as asking:
        asking.sendall(f"{head}\r\n\r\n{inner}".encode())
        with asking.makefile("rb") as answer:
            said = answer.read()

    assert said.count(b"HTTP/1.1") == 1
    assert said.endswith(b"content-length: 27\r\n\r\n")


def test_a_reader_who_goes_away_is_no_error(
    running: PageServer, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(error: Exception) -> str:
        try:
            raise error
        except type(error):
            running.handle_error(None, ("127.0.0.1", 1))
        return capsys.readouterr().err

    assert told(ConnectionResetError()) == ""
    assert "ValueError" in told(ValueError())
