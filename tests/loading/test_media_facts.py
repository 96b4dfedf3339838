"""What is known of media files: from their bytes, without decoding them."""

from __future__ import annotations

import io
import struct
import zlib
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from mergecast.loading.media import describe, fact, where
from mergecast.model.media import MediaState
from mergecast.repository.trees import WorkTree


def image(kind: str, *frames: int) -> bytes:
    made = [Image.new("RGB", (30, 20), (shade * 60, 0, 0)) for shade in frames or (1,)]
    out = io.BytesIO()
    if kind == "GIF":
        made[0].save(out, kind, save_all=True, append_images=made[1:])
    else:
        made[0].save(out, kind)
    return out.getvalue()


def png_of_size(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"x")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data))
        + kind
        + data
        + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF"])  # no WebP is read then
def test_a_file_that_breaks_off_is_known(kind: str) -> None:
    raw = image(kind)

    assert describe(raw).whole
    assert not describe(raw[:-3]).whole


@pytest.mark.parametrize(
    ("kind", "mime"),
    [
        ("PNG", "image/png"),
        ("JPEG", "image/jpeg"),
        ("GIF", "image/gif"),
        ("WEBP", "image/webp"),
    ],
)
def test_an_image_is_known_by_its_bytes(kind: str, mime: str) -> None:
    raw = image(kind)
    found = describe(raw)

    assert (found.type, found.width, found.height) == (mime, 30, 20)
    assert (found.size, found.sha256) == (len(raw), sha256(raw).hexdigest())


def test_the_frames_of_a_gif_are_counted() -> None:
    assert describe(image("GIF", 1, 2, 3)).frames == 3


def test_an_image_of_monstrous_size_is_measured_and_not_decoded() -> None:
    found = describe(png_of_size(60_000, 60_000))

    assert (found.type, found.width, found.height) == ("image/png", 60_000, 60_000)


@given(st.binary(max_size=200))
def test_bytes_of_any_kind_are_only_described(raw: bytes) -> None:
    assert describe(raw).size == len(raw)


@given(st.sampled_from(["PNG", "JPEG", "GIF", "WEBP"]), st.data())
def test_spoiled_images_are_only_described(kind: str, data: st.DataObject) -> None:
    raw = bytearray(image(kind))
    for _ in range(4):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at] = data.draw(st.integers(0, 255))

    assert describe(bytes(raw)).state is MediaState.FILE


@pytest.mark.parametrize(
    "name",
    ["../secret.png", "/etc/passwd", "media/../../x", "a\\b.png", "..", "", "a\0.png"],
)
def test_a_name_that_leaves_the_calendar_leads_nowhere(name: str) -> None:
    assert where(name) is None


@given(st.text(max_size=40))
def test_no_name_at_all_leads_out_of_the_calendar(name: str) -> None:
    path = where(name)

    assert path is None or (
        path.startswith("calendar/") and ".." not in path.split("/")
    )


def test_links_pointers_and_missing_files_are_told_apart(tmp_path: Path) -> None:
    media = tmp_path / "calendar/media"
    media.mkdir(parents=True)
    (media / "launch.png").write_bytes(image("PNG"))
    (media / "link.png").symlink_to(media / "launch.png")
    (media / "folder").symlink_to(media)
    (media / "big.png").write_text("version https://git-lfs.github.com/spec/v1\noid x")
    tree = WorkTree(tmp_path)

    states = {
        name: fact(tree, f"media/{name}").state
        for name in ("launch.png", "link.png", "folder/launch.png", "big.png", "no.png")
    }
    assert states == {
        "launch.png": MediaState.FILE,
        "link.png": MediaState.LINK,
        "folder/launch.png": MediaState.LINK,
        "big.png": MediaState.POINTER,
        "no.png": MediaState.MISSING,
    }
    assert fact(tree, "media/lanch.png").near[0] == "media/launch.png"
