"""Regular expressions that most runs do not need: compiled when first used.

Those of a start took 25 ms to compile (measured with CPython 3.11), a third of it for expressions that a brief without decimal
tables, bibliographies or templates never meets.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, AnyStr

if TYPE_CHECKING:

    def expression(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
        """As :func:`re.compile`, at the first use of a method of what is returned; a wrong pattern is only then found out."""
        ...
else:

    class expression:  # noqa: N801 - called as a function
        """As :func:`re.compile`, at the first use of a method; from then on the method itself is what is found."""

        def __init__(self, pattern: AnyStr, flags: int = 0) -> None:
            self._given = pattern, flags

        def __getattr__(self, name: str) -> Any:
            if name.startswith("__"):
                raise AttributeError(name)
            found = getattr(re.compile(*self._given), name)
            setattr(self, name, found)
            return found
