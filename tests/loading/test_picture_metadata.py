"""What an image tells besides its picture is found wherever programs put it."""

from __future__ import annotations

import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loading.telling_images import (
    IPTC,
    XMP,
    exif,
    picture,
    saved,
    segment,
    texts,
    with_segments,
)
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from mergecast.loading.media import describe
from mergecast.loading.other_kinds import other_kind
from mergecast.loading.picture_metadata import told
from mergecast.loading.picture_pieces import pieces
from mergecast.model.media import Tells

KINDS = ["JPEG", "PNG", "WEBP"]


@pytest.mark.parametrize("kind", KINDS)
def test_exif_tells_place_person_and_camera(kind: str) -> None:
    all_of_it = exif(6, place=True, person=True, camera=True)
    found = told(saved(kind, exif=all_of_it))

    assert found.tells == (Tells.PLACE, Tells.PERSON, Tells.CAMERA)
    assert found.orientation == 6


@pytest.mark.parametrize("kind", KINDS)
def test_exif_that_only_turns_tells_nothing(kind: str) -> None:
    assert told(saved(kind, exif=exif(8))).tells == ()


@pytest.mark.parametrize("kind", KINDS)
def test_an_image_of_its_own_tells_nothing(kind: str) -> None:
    assert told(saved(kind)) == told(b"")


def test_a_camera_that_does_not_know_its_place_tells_none() -> None:
    made = Image.Exif()
    made.get_ifd(0x8825).update({1: "N", 2: (0.0, 0.0, 0.0), 4: (0.0, 0.0, 0.0)})

    assert told(saved("JPEG", exif=made.tobytes())).tells == ()


def test_both_orders_of_bytes_are_read() -> None:
    small = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"
    large = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"

    for tiff in (small, large):
        raw = with_segments(saved("JPEG"), segment(0xE1, b"Exif\0\0" + tiff))
        with Image.open(io.BytesIO(raw)) as image:
            assert told(raw).orientation == image.getexif()[0x0112] == 6


def test_xmp_is_read_in_each_format() -> None:
    jpeg = with_segments(
        saved("JPEG"), segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP)
    )
    info = PngInfo()
    info.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=True)
    for raw in (jpeg, saved("PNG", pnginfo=info), saved("WEBP", xmp=XMP)):
        assert told(raw).tells == (Tells.PLACE, Tells.TOWN, Tells.PERSON)


def test_iptc_is_read() -> None:
    assert told(with_segments(saved("JPEG"), segment(0xED, IPTC))).tells == (
        Tells.PERSON,
    )


def test_the_prompt_of_a_generated_image_is_seen() -> None:
    assert told(saved("PNG", pnginfo=texts(parameters="a bus, 8k"))).tells == (
        Tells.PROMPT,
    )


def test_exif_that_a_png_hides_in_a_text_is_read() -> None:
    hidden = exif(place=True)
    info = PngInfo()
    info.add_text("Raw profile type exif", f"\nexif\n {len(hidden)}\n{hidden.hex()}\n")

    assert told(saved("PNG", pnginfo=info)).tells == (Tells.PLACE,)


def test_a_small_copy_of_the_uncut_picture_is_seen() -> None:
    first = b"MM\0*\0\0\0\x08\0\0\0\0\0\x0e"
    thumbnail = b"\0\x01\x02\x01\0\x04\0\0\0\x01\0\0\0\x2a\0\0\0\0"
    tiff = b"Exif\0\0" + first + thumbnail

    raw = with_segments(saved("JPEG"), segment(0xE1, tiff))
    assert told(raw).tells == (Tells.THUMBNAIL,)


@pytest.mark.parametrize("kind", KINDS)
def test_what_follows_the_end_is_seen_and_filling_is_not(kind: str) -> None:
    assert told(saved(kind) + b"\0\0\0ftypmp42").tells == (Tells.REST,)
    assert told(saved(kind) + b"\0\0\r\n").tells == ()


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_is_cut_off_is_not_whole_and_still_tells(kind: str) -> None:
    raw = saved(kind, exif=exif(place=True))

    assert pieces(raw).whole
    for length in range(len(raw)):
        assert not pieces(raw[:length]).whole
        told(raw[:length])
    if kind != "WEBP":  # a WebP carries it at its end
        assert told(raw[:-3]).tells == (Tells.PLACE,)


def test_a_bomb_of_text_is_not_unpacked() -> None:
    bomb = zlib.compress(b"\0" * 50_000_000)
    raw = saved("PNG")
    chunk = b"Comment\0\0" + bomb
    whole = len(chunk).to_bytes(4, "big") + b"zTXt" + chunk + b"\0\0\0\0"

    assert told(raw[:33] + whole + raw[33:]).tells == ()


@given(st.sampled_from(KINDS), st.data())
def test_every_byte_is_in_one_piece_and_nothing_crashes(
    kind: str, data: st.DataObject
) -> None:
    raw = bytearray(saved(kind, picture(5, 4), exif=exif(place=True, camera=True)))
    for _ in range(data.draw(st.integers(0, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    whole = bytes(raw)
    found = pieces(whole)
    told(whole)

    ends = [0, *(piece.end for piece in found.found)]
    assert [piece.start for piece in found.found] == ends[:-1]
    assert not found.whole or ends[-1] == len(whole)


@given(st.binary(max_size=120))
def test_exif_of_any_bytes_is_only_read(content: bytes) -> None:
    told(with_segments(saved("JPEG"), segment(0xE1, b"Exif\0\0II" + content)))


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "image/heic"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "image/heic"),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf", "image/avif"),
        (b"\0\0\0\x18ftypavif\0\0\0\0avifmif1", "image/avif"),
        (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", "video/quicktime"),
        (b"\0\0\0\x08wide\0\0\0\0mdat", "video/quicktime"),
        (b"\0\0\0\x18ftypisom\0\0\0\0isommp41", "video/mp4"),
        (b"\x1aE\xdf\xa3\0", "video/webm"),
        (b"RIFF\0\0\0\0AVI LIST", "video/x-msvideo"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x --><svg>", "image/svg+xml"),
        (b"  <svg/>", "image/svg+xml"),
        (b"<html><body>", None),
        (b"BM\0\0", "image/bmp"),
        (b"II*\0", "image/tiff"),
        (b"%PDF-1.7", "application/pdf"),
        (b"", None),
    ],
)
def test_what_is_no_image_for_networks_is_known_by_its_content(
    raw: bytes, kind: str | None
) -> None:
    assert other_kind(raw) == kind
    fact = describe(raw)
    assert (fact.type, fact.seems) == (None, kind)


def test_what_an_image_tells_is_a_fact_of_its_file() -> None:
    assert describe(saved("JPEG", exif=exif(place=True))).tells == (Tells.PLACE,)
