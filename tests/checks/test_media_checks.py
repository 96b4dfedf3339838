"""Media that cannot be published is found, each kind of trouble by its own check."""

from __future__ import annotations

import pytest
from checks.made_posts import file_fact, image, made, messages, said, thread

from mergecast.checks import (
    media_missing,
    media_not_a_file,
    media_outside,
    media_tells_more,
    media_tells_place,
    media_too_large,
    media_too_many,
    media_too_many_pixels,
    media_wrong_type,
)
from mergecast.checks.base import PostCheck
from mergecast.checks.table import POST_CHECKS
from mergecast.findings import Severity, Strip
from mergecast.model.media import MediaFact, MediaState, Tells

FILE = ("media", 0, "file")
MEDIA_CHECKS = [check for check in POST_CHECKS if check.ID.startswith("media-")]


def of(check: PostCheck, fact: MediaFact, file: str = "media/it.png") -> list[str]:
    """What a check says of a post with this one file."""
    found = said(check, made(media=[image(file)]), it=fact)
    assert all(remark.place.route == FILE for remark in found)
    return messages(found)


def test_a_missing_file_is_named_with_its_near_matches() -> None:
    fact = MediaFact(MediaState.MISSING, near=("media/launch.png", "media/lunch.png"))
    (remark,) = said(media_missing, made(media=[image("media/lanch.png")]), lanch=fact)

    assert remark.place.route == FILE
    assert remark.message == "there is no file 'calendar/media/lanch.png'"
    assert remark.hint == "did you mean 'media/launch.png' or 'media/lunch.png'?"


def test_a_missing_file_without_a_near_match_has_a_hint_as_well() -> None:
    (remark,) = said(
        media_missing,
        made(media=[image("media/q.png")]),
        q=MediaFact(MediaState.MISSING),
    )

    assert remark.hint == "add the file, or correct its name"


def test_a_file_outside_the_calendar_is_refused() -> None:
    assert of(media_outside, MediaFact(MediaState.OUTSIDE), "../it.png") == [
        "'../it.png' is outside 'calendar/'"
    ]


@pytest.mark.parametrize(
    ("state", "what"), [(MediaState.LINK, "is a link"), (MediaState.POINTER, "Git LFS")]
)
def test_what_is_no_file_is_refused(state: MediaState, what: str) -> None:
    (message,) = of(media_not_a_file, MediaFact(state))

    assert what in message


@pytest.mark.parametrize("state", MediaState)
def test_each_state_is_one_checks_business(state: MediaState) -> None:
    found = [check.ID for check in MEDIA_CHECKS if of(check, MediaFact(state))]

    expected = {
        MediaState.FILE: ["media-wrong-type"],
        MediaState.MISSING: ["media-missing"],
        MediaState.OUTSIDE: ["media-outside"],
        MediaState.LINK: ["media-not-a-file"],
        MediaState.POINTER: ["media-not-a-file"],
    }
    assert found == expected[state]


@pytest.mark.parametrize(
    ("file", "kind", "message"),
    [
        ("media/it.png", None, "'media/it.png' is not an image"),
        ("media/it.bmp", "image/bmp", "'media/it.bmp' is BMP, which X does not take"),
        ("media/it.png", "image/jpeg", "is JPEG, but its name ends in '.png'"),
        ("media/it.GIF", "image/webp", "is WEBP, but its name ends in '.GIF'"),
    ],
)
def test_a_wrong_type_is_refused(file: str, kind: str | None, message: str) -> None:
    (found,) = of(media_wrong_type, file_fact(type=kind), file)

    assert message in found


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("media/it.jpeg", "image/jpeg"),
        ("media/it.JPG", "image/jpeg"),
        ("media/it.png", "image/png"),
        ("media/it.gif", "image/gif"),
        ("media/it.webp", "image/webp"),
        ("media.d/it", "image/png"),
    ],
)
def test_a_type_that_its_name_tells_is_fine(file: str, kind: str) -> None:
    assert of(media_wrong_type, file_fact(type=kind), file) == []


@pytest.mark.parametrize(
    ("kind", "message", "hint"),
    [
        ("image/heic", "is a HEIC photo, which X does not take", "export it as JPEG"),
        ("image/avif", "is an AVIF image, which X does not", "JPEG or PNG"),
        ("image/svg+xml", "is an SVG drawing, which X does not", "export it as PNG"),
        ("video/quicktime", "(MOV); videos are not sent yet", "still image"),
        ("video/mp4", "is an MP4 video; videos are not sent yet", "or a short GIF"),
    ],
)
def test_what_is_no_image_for_networks_is_named_with_a_way_out(
    kind: str, message: str, hint: str
) -> None:
    # The name lies; the content counts.
    post = made(media=[image("media/it.png")])
    fact = file_fact(type=None, seems=kind, size=10**8)
    (remark,) = said(media_wrong_type, post, it=fact)

    assert message in remark.message
    assert hint in remark.hint
    assert said(media_too_large, post, it=fact) == []


def test_a_position_is_an_error_and_all_else_a_warning() -> None:
    post = made(media=[image("media/../media/it.png")])
    fact = file_fact(tells=(Tells.PLACE, Tells.PERSON, Tells.CAMERA))
    (place,) = said(media_tells_place, post, it=fact)
    (more,) = said(media_tells_more, post, it=fact)

    assert place.message == "'media/../media/it.png' tells where it was taken"
    assert more.message.endswith("tells who made it and which camera took it")
    assert place.fix == more.fix == Strip("calendar/media/it.png")
    assert "approved anew" in place.hint
    assert (media_tells_place.SEVERITY, media_tells_more.SEVERITY) == (
        Severity.ERROR,
        Severity.WARNING,
    )


def test_a_file_that_breaks_off_is_not_said_to_be_fixable() -> None:
    fact = file_fact(tells=(Tells.PLACE,), whole=False)
    (remark,) = said(media_tells_place, made(media=[image("media/it.png")]), it=fact)

    assert remark.fix is None
    assert "save it anew" in remark.hint


def test_an_image_that_tells_nothing_more_is_fine() -> None:
    post = made(media=[image("media/it.png")])

    assert said(media_tells_place, post, it=file_fact(tells=(Tells.CAMERA,))) == []
    assert said(media_tells_more, post, it=file_fact(tells=(Tells.PLACE,))) == []


def test_a_better_name_is_suggested() -> None:
    post = made(media=[image("media/it.png")])
    (remark,) = said(media_wrong_type, post, it=file_fact(type="image/jpeg"))

    assert remark.hint == "rename it to 'media/it.jpg'"


@pytest.mark.parametrize(
    ("kind", "most"), [("image/png", 5 * 1024**2), ("image/gif", 15 * 1024**2)]
)
def test_a_file_over_the_limit_of_its_kind_is_refused(kind: str, most: int) -> None:
    assert of(media_too_large, file_fact(type=kind, size=most)) == []
    (message,) = of(media_too_large, file_fact(type=kind, size=most + 1))

    assert f"at most {most // 1024**2} MB" in message
    assert f"has {most // 1024**2}.01 MB" in message


@pytest.mark.parametrize(
    ("facts", "bad"),
    [
        ({"width": 10_000, "height": 5_000}, False),
        ({"width": 10_001, "height": 5_000}, True),
        ({"width": 1_000, "height": 1_000, "frames": 51, "type": "image/webp"}, True),
        ({"width": 1280, "height": 1080, "frames": 200, "type": "image/gif"}, False),
        ({"width": 1281, "height": 10, "type": "image/gif"}, True),
        ({"width": 10, "height": 1081, "type": "image/gif"}, True),
        ({"width": 10, "height": 10, "frames": 351, "type": "image/gif"}, True),
        ({"width": 1280, "height": 1080, "frames": 300, "type": "image/gif"}, True),
    ],
)
def test_too_many_pixels_are_refused(facts: dict[str, object], *, bad: bool) -> None:
    assert bool(of(media_too_many_pixels, file_fact(**facts))) == bad


def files(*names: str) -> list[dict[str, str]]:
    """Media items of these names."""
    return [image(f"media/{name}") for name in names]


@pytest.mark.parametrize(
    ("names", "bad", "message"),
    [
        ("a.png b.png c.png d.png", None, ""),
        ("a.png b.png c.png d.png e.png", 4, "5 images in one part; X shows at most 4"),
        ("a.gif", None, ""),
        ("a.gif b.gif", 1, "2 GIFs in one part; X shows at most 1"),
        ("a.png b.gif", 1, "a GIF beside 1 image; X shows a GIF alone"),
        ("b.gif a.png c.png", 0, "a GIF beside 2 images; X shows a GIF alone"),
    ],
)
def test_too_many_side_by_side_are_refused(
    names: str, bad: int | None, message: str
) -> None:
    found = said(media_too_many, made(media=files(*names.split())))

    assert [remark.place.route for remark in found] == (
        [] if bad is None else [("media", bad)]
    )
    assert messages(found) == ([message] if message else [])


def test_a_gif_by_content_counts_as_one_whatever_its_name() -> None:
    gif = file_fact(type="image/gif")
    found = said(media_too_many, made(media=files("a.png", "b.png")), a=gif)

    assert messages(found) == ["a GIF beside 1 image; X shows a GIF alone"]


def test_each_part_of_a_thread_is_counted_on_its_own() -> None:
    three = files("a.png", "b.png", "c.png")

    assert (
        said(media_too_many, thread(*({"text": "It", "media": three} for _ in "ab")))
        == []
    )


@pytest.mark.parametrize("check", MEDIA_CHECKS, ids=lambda check: check.ID)
def test_one_file_on_two_accounts_is_said_once(check: PostCheck) -> None:
    worst: dict[str, object] = {"size": 10**9, "width": 10**5, "height": 10**5}
    worst |= {"type": "image/bmp", "tells": tuple(Tells)}
    five = files("it.png", "b.png", "c.png", "d.png", "e.png")
    post = made(media=five, accounts=["acme", "acme-my", "acme-de"])
    facts = (file_fact(**worst), *(MediaFact(state) for state in MediaState))
    found = [said(check, post, it=fact) for fact in facts]

    assert any(found)
    for each in found:
        assert len({(r.place.route, r.message) for r in each}) == len(each)


@pytest.mark.parametrize("check", MEDIA_CHECKS, ids=lambda check: check.ID)
def test_media_that_no_account_shows_is_nobodys(check: PostCheck) -> None:
    post = made(media=[image("../it.png")] * 9, variants={"acme": {"media": []}})

    assert said(check, post, it=MediaFact(MediaState.OUTSIDE)) == []
