"""The shipped house, for tests of what is set in it."""

from __future__ import annotations

import functools
from pathlib import Path

from briefgen.house import load_house
from briefgen.model.house import House

TEMPLATES = Path(__file__).parents[1] / "templates"


class ShippedFiles:
    """The files of ``templates/``."""

    def read(self, path: str) -> bytes:
        return (TEMPLATES / path).read_bytes()

    def exists(self, path: str) -> bool:
        return (TEMPLATES / path).is_file()


@functools.cache
def shipped_house(name: str = "house") -> House:
    return load_house(name, ShippedFiles()).value
