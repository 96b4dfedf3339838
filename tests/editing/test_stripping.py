"""Metadata are taken out of images, and the picture stays as it is, to the pixel."""

from __future__ import annotations

import io
from typing import Any

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
from PIL import Image, ImageCms, ImageOps

from mergecast.editing.stripping import stripped
from mergecast.loading.media import describe
from mergecast.loading.picture_metadata import told
from mergecast.loading.picture_pieces import pieces

KINDS = ["JPEG", "PNG", "WEBP"]


def pixels(raw: bytes, *, turned: bool = False) -> tuple[object, ...]:
    """The decoded picture, as it lies in the file or as a viewer shows it."""
    with Image.open(io.BytesIO(raw)) as image:
        shown = ImageOps.exif_transpose(image) if turned else image
        return (shown.mode, shown.size, shown.tobytes())


def bare(raw: bytes) -> bytes:
    made = stripped(raw)
    assert made is not None
    return made


@given(
    st.sampled_from(KINDS),
    st.integers(1, 8),
    st.sampled_from(["RGB", "L"]),
    st.tuples(st.integers(1, 20), st.integers(1, 20)),
    st.sampled_from([0, 1]),
)
def test_the_pixels_are_equal_and_a_turned_photo_stays_turned(
    kind: str, orientation: int, mode: str, size: tuple[int, int], flavour: int
) -> None:
    ways: dict[str, dict[str, Any]] = {
        "JPEG": {"progressive": flavour},
        "PNG": {"pnginfo": texts(Author="Mei")},
        "WEBP": {"lossless": flavour, "xmp": XMP},
    }
    image = picture(*size).convert(mode)
    all_of_it = exif(orientation, place=True, person=True, camera=True)
    raw = saved(kind, image, exif=all_of_it, **ways[kind]) + b"and a video"
    made = bare(raw)

    assert pixels(made) == pixels(raw)
    assert pixels(made, turned=True) == pixels(raw, turned=True)
    assert told(made).tells == ()
    assert told(made).orientation == orientation
    assert pieces(made).whole
    assert stripped(made) is None


def test_a_jpeg_loses_xmp_iptc_comments_and_further_pictures() -> None:
    raw = with_segments(
        saved("JPEG", icc_profile=b"colours"),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP),
        segment(0xED, IPTC),
        segment(0xFE, b"by Mei"),
        segment(0xE2, b"MPF\0MM\0*"),
    )
    made = bare(raw + saved("JPEG"))

    assert made == saved("JPEG", icc_profile=b"colours")


@pytest.mark.parametrize("kind", KINDS)
def test_colours_and_transparency_stay(kind: str) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image = picture(mode="RGB" if kind == "JPEG" else "RGBA")
    made = bare(saved(kind, image, icc_profile=profile, exif=exif(place=True)))

    with Image.open(io.BytesIO(made)) as shown:
        assert shown.info["icc_profile"] == profile
        assert shown.mode == image.mode


def test_an_animation_stays_one() -> None:
    frames = [picture(6, n) for n in (4, 4)]
    frames[1].paste((9, 9, 9), (0, 0, 3, 3))
    for kind in ("PNG", "WEBP"):
        made = bare(
            saved(
                *(kind, frames[0]),
                save_all=True,
                append_images=frames[1:],
                exif=exif(place=True),
            )
        )
        assert describe(made).frames == 2


@pytest.mark.parametrize("kind", [*KINDS, "GIF"])
def test_what_tells_nothing_is_left_alone(kind: str) -> None:
    assert stripped(saved(kind)) is None


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_is_cut_off_is_left_alone(kind: str) -> None:
    raw = saved(kind, exif=exif(3, place=True))
    assert stripped(raw) is not None

    for length in range(len(raw)):
        assert stripped(raw[:length]) is None


@given(st.sampled_from(KINDS), st.data())
def test_a_hostile_file_is_left_alone_or_shows_the_same(
    kind: str, data: st.DataObject
) -> None:
    raw = bytearray(saved(kind, picture(5, 4), exif=exif(6, place=True)))
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    made = stripped(bytes(raw))

    if made is not None:
        assert told(made).tells == ()
        try:
            before = pixels(bytes(raw))
        except Exception:  # noqa: BLE001 - a codec may fail in any way on such bytes
            return
        assert pixels(made) == before
