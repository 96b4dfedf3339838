"""What a GIF tells beside its frames is found and taken out; the frames stay."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loading.telling_images import IPTC, XMP, picture
from PIL import Image, ImageSequence

from mergecast.editing.stripping import stripped
from mergecast.loading.media import describe
from mergecast.loading.picture_metadata import told
from mergecast.loading.picture_pieces import pieces
from mergecast.model.media import Tells

TRAILER = bytes([1, *range(0xFF, -1, -1), 0])
"""What XMP in a GIF ends with, so that it can be skipped like blocks with lengths."""


def gif(**more: object) -> bytes:
    frames = [picture(6, 4), picture(6, 4)]
    frames[1].paste((9, 9, 9), (0, 0, 3, 3))
    made = io.BytesIO()
    ways = {"save_all": True, "append_images": frames[1:], "loop": 0, "duration": 40}
    frames[0].save(made, "GIF", **(ways | more))
    return made.getvalue()


def application(name: bytes, content: bytes) -> bytes:
    return b"!\xff\x0b" + name + content


def with_block(raw: bytes, block: bytes) -> bytes:
    """The block before the first one that the GIF has."""
    head = next(iter(pieces(raw).found))
    return raw[: head.end] + block + raw[head.end :]


def shown(raw: bytes) -> list[tuple[object, ...]]:
    with Image.open(io.BytesIO(raw)) as image:
        return [
            (frame.size, frame.convert("RGBA").tobytes(), frame.info.get("duration"))
            for frame in ImageSequence.Iterator(image)
        ]


CASES = {
    "comment": (b"!\xfe\x06by Mei\x00", Tells.COMMENT),
    "xmp": (application(b"XMP DataXMP", XMP + TRAILER), Tells.PERSON),
    "iptc": (
        application(b"MGKIPTC0000", bytes([len(IPTC)]) + IPTC + b"\x00"),
        Tells.PERSON,
    ),
}


@pytest.mark.parametrize("case", sorted(CASES))
def test_what_it_tells_is_found_and_taken_out(case: str) -> None:
    block, tells = CASES[case]
    plain = gif()
    raw = with_block(plain, block)

    assert tells in describe(raw).tells
    assert stripped(raw) == plain
    assert shown(raw) == shown(plain)


def test_how_often_it_repeats_and_its_frames_stay() -> None:
    raw = gif(comment=b"made at home", loop=7, transparency=0)
    made = stripped(raw)

    assert made is not None
    assert b"NETSCAPE2.0" in made
    assert shown(made) == shown(raw)
    with Image.open(io.BytesIO(made)) as image:
        assert image.info["loop"] == 7
    assert stripped(made) is None


def test_what_stands_behind_its_end_is_told() -> None:
    raw = gif()

    assert told(raw + b"PK a whole archive").tells == (Tells.REST,)
    assert stripped(raw + b"PK a whole archive") == raw


def test_every_byte_is_in_one_piece() -> None:
    raw = gif(comment=b"x" * 700)
    found = pieces(raw)

    assert found.whole
    assert b"".join(raw[each.start : each.end] for each in found.found) == raw


def test_one_that_is_cut_off_is_left_alone() -> None:
    raw = gif(comment=b"by Mei")

    assert all(stripped(raw[:length]) is None for length in range(len(raw)))


@given(st.data())
@settings(max_examples=60)
def test_a_hostile_one_is_left_alone_or_shows_the_same(data: st.DataObject) -> None:
    raw = bytearray(gif(comment=b"by Mei"))
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(6, len(raw) - 1))] = data.draw(st.integers(0, 255))
    made = stripped(bytes(raw))

    if made is not None:
        assert told(made).tells == ()
        try:
            before = shown(bytes(raw))
        except Exception:  # noqa: BLE001 - a codec may fail in any way on such bytes
            return
        assert shown(made) == before
