from __future__ import annotations

import copy
import pickle
from inspect import signature
from typing import get_type_hints

import pytest

from briefgen.model.named import NamedTuple


class Point(NamedTuple):
    """Where something is."""

    x: float
    y: float = 0.0
    label: str = ""

    @property
    def mirrored(self) -> Point:
        return self._replace(x=-self.x)


class Empty(NamedTuple):
    pass


def test_a_named_tuple_is_made_by_position_and_by_name():
    assert Point(1, 2, "a") == Point(x=1, y=2, label="a") == (1, 2, "a")
    assert (1, 0.0, "") == Point(1)
    assert () == Empty()
    assert "(x: 'float', y: 'float' = 0.0, label: 'str' = '')" == str(signature(Point))


@pytest.mark.parametrize(
    ("given", "by_name", "said"),
    [
        ((), {}, r"Point.__new__\(\) missing 1 required positional argument: 'x'"),
        ((1, 2, "a", 4), {}, "takes from 2 to 4 positional arguments but 5 were given"),
        ((1,), {"z": 2}, "unexpected keyword argument 'z'"),
    ],
)
def test_what_does_not_fit_the_fields_is_refused(given, by_name, said):
    with pytest.raises(TypeError, match=said):
        Point(*given, **by_name)
    with pytest.raises(TypeError, match="Point has 3 fields, and 1 values were given"):
        Point._make([1])
    with pytest.raises(ValueError, match="Point has no field 'z'"):
        Point(1)._replace(z=1)


def test_a_field_without_a_default_does_not_follow_one_with_a_default():
    with pytest.raises(TypeError, match="a field without a default follows one that has a default"):

        class Wrong(NamedTuple):
            first: int = 0
            second: int


def test_what_the_standard_library_does_with_named_tuples_works():
    point = Point(1, 2, "a")

    assert ("x", "y", "label") == Point._fields == Point.__match_args__
    assert {"y": 0.0, "label": ""} == Point._field_defaults
    assert {"x": 1, "y": 2, "label": "a"} == point._asdict()
    assert {"x": float, "y": float, "label": str} == get_type_hints(Point)
    assert (point, Point) == (pickle.loads(pickle.dumps(point)), type(copy.deepcopy(point)))
    assert "Point(x=1, y=2, label='a')" == repr(point)
    assert ("Where something is.", "Point", __name__) == (Point.__doc__, Point.__qualname__, Point.__module__)
    match point:
        case Point(x, label="a"):
            assert 1 == x


def test_a_named_tuple_has_methods_of_its_own_and_cannot_be_changed():
    point = Point(1, 2)

    assert Point(-1, 2) == point.mirrored
    assert not hasattr(point, "__dict__")
    with pytest.raises(AttributeError):
        point.x = 3
