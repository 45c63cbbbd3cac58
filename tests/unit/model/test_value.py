import copy
import pickle
from dataclasses import FrozenInstanceError, field, fields, replace
from inspect import signature

import pytest

from briefgen.model.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    position: int | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Word(Placed):
    text: str
    marks: tuple[str, ...] = ()


@dataclass(slots=True)
class Tally:
    found: list[str] = field(default_factory=list)
    total: int = field(default=0, init=False)
    seen: int = 0

    def __post_init__(self):
        self.total = len(self.found)


def test_a_value_is_made_by_position_and_by_name():
    assert Word("a", ("b",), position=3) == Word(text="a", marks=("b",))
    assert ["text", "marks", "position"] == [*signature(Word).parameters]


def test_a_value_that_lacks_a_field_is_refused():
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'text'"):
        Word()


def test_values_compare_and_hash_by_the_fields_that_compare():
    assert {Word("a")} == {Word("a", position=1), Word("a", position=2)}
    assert Word("a") != Word("b")
    assert Word("a") != ("a", ())


def test_a_frozen_value_cannot_be_changed():
    word = Word("a")

    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'text'"):
        word.text = "b"
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'text'"):
        del word.text
    assert not hasattr(word, "__dict__")


def test_what_the_standard_library_does_with_values_works():
    word = Word("a", ("b",), position=3)

    assert ["position", "text", "marks"] == [item.name for item in fields(word)]
    assert Word("c", ("b",)) == replace(word, text="c")
    assert (word, 3) == (pickle.loads(pickle.dumps(word)), copy.deepcopy(word).position)
    assert "Word(text='a', marks=('b',))" == repr(word)
    match word:
        case Word("a", marks):
            assert ("b",) == marks


def test_a_value_that_changes_has_its_own_list_and_no_hash():
    one, other = Tally(), Tally(["x"], seen=2)
    one.found.append("y")

    assert ([], ["x"], 1, 2) == (Tally().found, other.found, other.total, other.seen)
    with pytest.raises(TypeError, match="unhashable"):
        hash(one)
