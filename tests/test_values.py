"""Data classes whose methods are made on first use are data classes all the same."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field
from threading import Barrier, Thread
from typing import Any, ClassVar, Generic, TypeVar, cast

import pytest

from mergecast import values

T = TypeVar("T")


@values.dataclass(frozen=True, slots=True)
class Late:
    """One that is late."""

    name: str
    size: int = 1
    tags: list[str] = field(default_factory=list, compare=False)

    def twice(self) -> int:
        """A method of its own."""
        return 2 * self.size


@dataclasses.dataclass(frozen=True, slots=True)
class Prompt:
    """The same, from the standard library."""

    name: str
    size: int = 1
    tags: list[str] = field(default_factory=list, compare=False)


@values.dataclass(slots=True)
class Open(Generic[T]):
    """One that can be changed."""

    held: T
    seen: int = field(default=0, init=False)


def test_it_is_made_compared_and_shown_as_from_the_standard_library() -> None:
    assert repr(Late("a")) == repr(Prompt("a")).replace("Prompt", "Late")
    assert Late("a", 2, ["x"]) == Late("a", 2)
    assert Late("a") != Late("b")
    assert Late("a") != cast("object", Prompt("a"))
    assert hash(Late("a")) == hash(Prompt("a"))
    assert Late("a").twice() == 2
    assert Late.__doc__ == "One that is late."


def test_what_is_wrong_is_refused_in_the_same_words() -> None:
    calls: list[Callable[[Any], object]] = [
        lambda kind: kind(),
        lambda kind: kind("a", sise=1),
    ]
    for call in calls:
        said = []
        for kind in (Late, Prompt):
            with pytest.raises(TypeError) as caught:
                call(kind)
            said.append(str(caught.value).replace("Prompt", "Late"))
        assert said[0] == said[1]


def test_a_frozen_one_stays_as_it_is() -> None:
    own = Late("a")

    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'name'"):
        own.name = "b"  # type: ignore[misc]  # that is what is refused
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'name'"):
        del own.name
    assert not hasattr(own, "__dict__")


def test_an_open_one_changes_and_has_no_hash() -> None:
    own = Open("a")
    own.held = "b"

    assert own == Open("b")
    assert own.seen == 0
    with pytest.raises(TypeError, match="unhashable"):
        hash(own)


def test_the_standard_library_takes_it_for_one_of_its_own() -> None:
    names = [each.name for each in dataclasses.fields(Late)]

    assert names == ["name", "size", "tags"]
    assert dataclasses.is_dataclass(Late)
    assert dataclasses.replace(Late("a"), size=3) == Late("a", 3)
    assert dataclasses.asdict(Late("a")) == {"name": "a", "size": 1, "tags": []}


def test_it_can_be_matched_copied_and_sent_to_another_process() -> None:
    match Late("a", 4):
        case Late(name, size):
            assert (name, size) == ("a", 4)
        case _:  # pragma: no cover
            pytest.fail("not matched")
    assert copy.copy(Late("a", 2)) == Late("a", 2)
    assert pickle.loads(pickle.dumps(Late("a", 2))) == Late("a", 2)  # noqa: S301 - our own
    assert pickle.loads(pickle.dumps(Open("a"))) == Open("a")  # noqa: S301 - our own


def test_what_is_more_than_fields_is_left_to_the_standard_library() -> None:
    @values.dataclass(frozen=True, slots=True)
    class Counted:
        """One with a variable of the class."""

        held: int
        kind: ClassVar[str] = "counted"

    @values.dataclass(frozen=True, slots=True)
    class Below(Late):
        """One with fields of another."""

        more: int = 0

    @values.dataclass(frozen=True, slots=True)
    class Loose:
        """One that says itself when it equals."""

        held: int

        def __eq__(self, other: object) -> bool:
            return True

        __hash__ = object.__hash__

    assert Counted.kind == "counted"
    assert Counted(1) == Counted(1)
    assert Below("a", more=2).more == 2
    assert dataclasses.replace(Below("a"), more=1) == Below("a", more=1)
    assert Loose(1) == Loose(2)


def test_threads_that_meet_at_the_first_use_all_get_theirs() -> None:
    @values.dataclass(frozen=True, slots=True)
    class Fresh:
        """One that nobody has made yet."""

        name: str

    together = Barrier(4)
    found: list[Fresh] = []

    def make() -> None:
        together.wait()
        found.append(Fresh("a"))

    threads = [Thread(target=make) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert found == [Fresh("a")] * 4


def test_nothing_is_compiled_before_the_first_use() -> None:
    @values.dataclass(frozen=True, slots=True)
    class Unused:
        """One that nobody makes."""

        name: str

    assert "mergecast" in vars(Unused)["__init__"].__module__
    Unused("a")
    assert vars(Unused)["__init__"].__module__ != "mergecast.values"
