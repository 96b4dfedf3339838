"""Turn the files of a style guide into the model's values; a schema has proved each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mergecast.loading import paths
from mergecast.loading.paths import Kind
from mergecast.model.guide import (
    Asset,
    Branding,
    Conduct,
    Devices,
    For,
    ImageRules,
    Limit,
    Name,
    Names,
    RatedWords,
    Rating,
    Voice,
)
from mergecast.model.whole_guide import Guide

# What the schema has proved is not proved again: a loaded mapping is ``Any`` here.
Data = Mapping[str, Any]


def guide(files: Mapping[str, Any]) -> Guide:
    """The guide; ``files`` are the data by path, None where one cannot be used."""
    by_kind = {
        kind: data
        for path, data in files.items()
        if data is not None and (kind := paths.kind(path)) in paths.GUIDE
    }
    assets = [
        asset(path, data)
        for path, data in files.items()
        if data is not None and paths.kind(path) is Kind.ASSET
    ]
    return Guide(
        _made(by_kind, Kind.NAMES, names),
        _made(by_kind, Kind.VOICE, voice),
        _made(by_kind, Kind.RATING, rating),
        _made(by_kind, Kind.BRANDING, branding),
        _made(by_kind, Kind.CONDUCT, conduct),
        {each.file: each for each in assets},
    )


def _made(by_kind: Mapping[Any, Any], kind: Kind, make: Any) -> Any:  # noqa: ANN401 - a table of makers
    return make(by_kind[kind]) if kind in by_kind else None


def names(data: Data) -> Names:
    """``names.yaml``."""
    return Names(
        tuple(_name(each, each["write"]) for each in data.get("names", ())),
        tuple(_name(each, each["call"]) for each in data.get("audience", ())),
    )


def _name(data: Data, write: str) -> Name:
    return Name(
        write,
        tuple(data.get("never", ())),
        data.get("first"),
        data.get("because", ""),
        _for(data),
    )


def _for(data: Data) -> For:
    return For(tuple(data.get("locales", ())), tuple(data.get("accounts", ())))


def voice(data: Data) -> Voice:
    """``voice.yaml``."""
    return Voice(
        devices(data),
        {key: devices(own) for key, own in data.get("locales", {}).items()},
        {key: devices(own) for key, own in data.get("accounts", {}).items()},
    )


def devices(data: Data) -> Devices:
    """What a text may do."""
    signature = data.get("signature")
    sentences = data.get("sentences")
    return Devices(
        **{
            key: _limit(data[key]) if key in data else None
            for key in (
                *("emoji", "exclamation_marks", "questions", "capitals", "words"),
                *("hashtags", "mentions", "links"),
            )
        },
        longest=sentences["longest"] if sentences else None,
        signature=signature["needed"] if signature else None,
    )


def _limit(data: Data) -> Limit:
    return Limit(
        data.get("most"),
        frozenset(data.get("only", ())),
        tuple(data.get("never", ())),
        frozenset(data.get("except", ())),
        data.get("place", "anywhere"),
        data.get("camel_case", False),
    )


def rating(data: Data) -> Rating:
    """``rating.yaml``."""
    return Rating(
        data.get("most", "PG-13"),
        dict(data.get("accounts", {})),
        frozenset(data.get("stated", ())),
        tuple(
            RatedWords(
                each["rating"],
                tuple(each["words"]),
                each.get("because", ""),
                _for(each),
            )
            for each in data.get("words", ())
        ),
    )


def branding(data: Data) -> Branding:
    """``branding.yaml``."""
    return Branding(
        {key: _image(own) for key, own in data.get("images", {}).items()},
        data.get("file_names") == "kebab-case",
        data.get("assets") == "needed",
        data.get("mark") == "needed",
    )


def _image(data: Data) -> ImageRules:
    ratios = []
    for each in data.get("ratios", ()):
        width, _, height = each.partition(":")
        ratios.append((int(width), int(height)))
    return ImageRules(data.get("width", 0), data.get("height", 0), tuple(ratios))


def asset(path: str, data: Data) -> Asset:
    """One file of ``assets/``."""
    return Asset(
        path,
        data["file"],
        data["sha256"],
        data["owner"],
        data["licence"],
        tuple(each["name"] for each in data.get("people", ())),
        data.get("expires"),
        data.get("replaced_by"),
        data.get("mark"),
    )


def conduct(data: Data) -> Conduct:
    """``conduct.yaml``."""
    rules = tuple(
        (each["rule"], each.get("because", ""), each.get("holds", "everywhere"))
        for each in data["rules"]
    )
    return Conduct(
        data["title"],
        data.get("version", 1),
        rules,
        dict(data.get("signed", {})),
        data.get("owner", ""),
    )
