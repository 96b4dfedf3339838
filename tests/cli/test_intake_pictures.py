"""What people drop into a form or a comment becomes a picture of the post."""

from __future__ import annotations

import io
from collections.abc import Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import yaml
from cli.form_desk import FormDesk, form_desk
from loading.telling_images import exif, saved
from PIL import Image

from mergecast.loading.picture_metadata import told

ASSETS = "/user-attachments/assets"


def _image(kind: str = "PNG", colour: str = "green") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, kind)
    return out.getvalue()


GREEN = _image()
FILES = {
    f"{ASSETS}/1": GREEN,
    f"{ASSETS}/2": _image("JPEG", "red"),
    f"{ASSETS}/heic": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    f"{ASSETS}/mov": b"\0\0\0\x14ftypqt  \0\0\0\0qt  ",
    f"{ASSETS}/svg": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    f"{ASSETS}/text": b"#!/bin/sh\nreboot\n",
    f"{ASSETS}/half": GREEN[:20],
}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Where the forge keeps what was uploaded."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            raw = FILES.get(self.path)
            self.send_response(404 if raw is None else 200)
            self.end_headers()
            self.wfile.write(raw or b"")

        def log_message(self, *_args: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setenv("GITHUB_SERVER_URL", address)
    yield f"{address}{ASSETS}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def desk(
    server: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[FormDesk]:
    del server
    with form_desk(tmp_path, capsys, monkeypatch) as made:
        yield made


def _data(desk: FormDesk, issue: int) -> dict[str, object]:
    found: dict[str, object] = yaml.safe_load(desk.file(issue)[1])
    return found


def _name(issue: int, raw: bytes, ending: str) -> str:
    return f"media/draft-{issue}-{sha256(raw).hexdigest()[:10]}.{ending}"


def _media(desk: FormDesk, issue: int) -> list[str]:
    pull = desk.pull(issue)
    assert pull is not None
    return sorted(each for each in pull.files if "/media/" in each)


def test_a_picture_is_stored_with_what_it_shows(desk: FormDesk, server: str) -> None:
    issue = desk.asks(
        words="Look", pictures=f"![IMG_1]({server}/1)", alt="A green\nbus  at night"
    )

    name = _name(issue, GREEN, "png")
    assert _data(desk, issue)["media"] == [
        {"file": name, "alt": "A green bus at night"}
    ]
    pull = desk.pull(issue)
    assert pull is not None
    assert desk.show(pull.head, f"calendar/{name}") == GREEN
    assert desk.statuses(pull.head)["check"] == "success"
    assert "What was found" not in desk.kept(issue)


def test_what_stands_in_the_link_is_taken_for_the_description(
    desk: FormDesk, server: str
) -> None:
    tag = f'<img width="40" alt="A &quot;green&quot; bus" src="{server}/1" />'

    issue = desk.asks(words="Look", pictures=tag)

    name = _name(issue, GREEN, "png")
    assert _data(desk, issue)["media"] == [{"file": name, "alt": 'A "green" bus'}]


def test_a_missing_description_is_asked_for_and_given_by_a_comment(
    desk: FormDesk, server: str
) -> None:
    issue = desk.asks(words="Look", pictures=f"![image]({server}/1)")
    assert "`/alt 1 ...`" in desk.kept(issue)

    assert desk.says(issue, "/alt 2 A bus") == "There is no picture 2; there are 1."
    assert desk.says(issue, "/alt").startswith("Write what the picture shows")
    assert desk.says(issue, "/alt 1 A green bus").startswith("Done")

    name = _name(issue, GREEN, "png")
    assert _data(desk, issue)["media"] == [{"file": name, "alt": "A green bus"}]
    assert "`/alt 1 ...`" not in desk.kept(issue)


def test_a_line_for_each_picture(desk: FormDesk, server: str) -> None:
    both = f"![image]({server}/1)\n![image]({server}/2)"
    issue = desk.asks(words="Look", pictures=both, alt="Green\n\nRed")

    found = _data(desk, issue)["media"]
    assert isinstance(found, list)
    assert [(one["file"][-4:], one["alt"]) for one in found] == [
        (".png", "Green"),
        (".jpg", "Red"),
    ]

    desk.edits(issue, alt="Only one line")
    assert "1 descriptions and 2 pictures" in desk.kept(issue)


def test_another_picture_takes_the_place_of_the_old_one(
    desk: FormDesk, server: str
) -> None:
    issue = desk.asks(words="Look", pictures=f"![x y]({server}/1)", alt="A bus")
    old = _media(desk, issue)

    desk.edits(issue, pictures=f"![x y]({server}/2)")

    new = _media(desk, issue)
    assert new != old
    assert len(new) == 1
    assert new[0].endswith(".jpg")
    media = _data(desk, issue)["media"]
    assert media == [{"file": new[0].removeprefix("calendar/"), "alt": "A bus"}]


def test_a_picture_among_the_words_belongs_to_its_part(
    desk: FormDesk, server: str
) -> None:
    issue = desk.asks(words="One")

    desk.says(issue, f"/text\nOne\n---\nTwo\n\n![A bus]({server}/1)\n")

    name = _name(issue, GREEN, "png")
    assert _data(desk, issue)["thread"] == [
        {"text": "One\n"},
        {"text": "Two\n", "media": [{"file": name, "alt": "A bus"}]},
    ]


def test_new_words_keep_the_picture(desk: FormDesk, server: str) -> None:
    issue = desk.asks(words="Look", pictures=f"![A bus]({server}/1)")

    desk.says(issue, "/text See")

    name = _name(issue, GREEN, "png")
    assert _data(desk, issue)["media"] == [{"file": name, "alt": "A bus"}]


@pytest.mark.parametrize(
    ("link", "advice"),
    [
        ("![x]({}/heic)", "format of an iPhone (HEIC)"),
        ("{}/mov", "Videos cannot be posted yet"),
        ("![x]({}/svg)", "An SVG cannot be posted"),
        ("![x]({}/text)", "is no PNG, JPEG, GIF or WebP picture"),
        ("![x]({}/half)", "is no PNG, JPEG, GIF or WebP picture"),
        ("![x]({}/gone)", "cannot be had just now"),
        ("https://github.com/user-attachments/files/1/IMG_1.HEIC", "(HEIC)"),
        ("![x](https://evil.example/x.png)", "is somewhere else"),
        ("![x](file:///etc/passwd)", "is somewhere else"),
        ("![x](http://127.0.0.1:22/user-attachments/assets/1)", "is somewhere else"),
    ],
)
def test_what_cannot_be_used_gets_plain_advice(
    desk: FormDesk, server: str, link: str, advice: str
) -> None:
    issue = desk.asks(words="Look", pictures=link.format(server))

    assert advice in desk.kept(issue)
    assert "media" not in _data(desk, issue)
    assert _media(desk, issue) == []


def test_a_picture_that_could_not_be_had_is_tried_again(
    desk: FormDesk, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue = desk.asks(words="Look", pictures=f"![A bus]({server}/later)")
    monkeypatch.setitem(FILES, f"{ASSETS}/later", GREEN)

    desk.edits(issue, notes="x")

    assert _media(desk, issue) == [f"calendar/{_name(issue, GREEN, 'png')}"]


def test_where_a_photo_was_taken_never_reaches_the_repository(
    desk: FormDesk, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = saved("JPEG", exif=exif(6, place=True, person=True, camera=True))
    monkeypatch.setitem(FILES, f"{ASSETS}/photo", whole)

    issue = desk.asks(words="Look", pictures=f"![A bus]({server}/photo)")

    (path,) = _media(desk, issue)
    pull = desk.pull(issue)
    assert pull is not None
    found = told(desk.show(pull.head, path))
    assert told(whole).tells != ()
    assert (found.tells, found.orientation) == ((), 6)


def test_there_are_not_too_many_of_them(desk: FormDesk, server: str) -> None:
    issue = desk.asks(words="Look", pictures=f"![A bus]({server}/1)\n" * 11)

    assert "more than 10 pictures" in desk.kept(issue)
    assert len(_media(desk, issue)) == 1
