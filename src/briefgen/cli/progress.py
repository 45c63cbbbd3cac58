"""Saying what is being done, once it takes longer than a second."""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from typing import TYPE_CHECKING, Self

from briefgen.cli.terminal import printable, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from rich.status import Status

PATIENCE = 1.0
"""Seconds of silence."""


class Progress:
    """Call it with what is being done now.

    On a terminal a line that turns, elsewhere plain lines, both only after :data:`PATIENCE`; ``verbose`` says every stage at
    once and how long it took, ``quiet`` nothing at all.
    """

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self._verbose = verbose
        self._silent = quiet and not verbose
        self._doing = ""
        self._began = self._since = time.monotonic()
        self._status: Status | None = None
        self._turning = threading.Lock()
        self._ended = False
        self._timer = threading.Timer(PATIENCE, self._turn)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        if sys.stderr.isatty() and not self._silent and not self._verbose:
            self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self._timer.cancel()
        with self._turning:
            self._ended = True
            if self._status:
                self._status.stop()
        if self._verbose:
            self._say_duration()

    def __call__(self, doing: str) -> None:
        """Something begins."""
        if self._verbose:
            self._say_duration()
        elif self._status:
            self._status.update(printable(doing))
        elif not self._silent and not sys.stderr.isatty() and time.monotonic() - self._began > PATIENCE:
            say(doing)
        self._doing, self._since = doing, time.monotonic()

    @contextlib.contextmanager
    def still(self) -> Iterator[None]:
        """For as long as it holds, no thread of ours begins to show anything: it would be importing what that takes."""
        with self._turning:
            yield

    def _say_duration(self) -> None:
        if self._doing:
            say(f"{self._doing}: {time.monotonic() - self._since:.2f} s")

    def _turn(self) -> None:
        with self._turning:
            if not self._ended:
                from rich.console import Console
                from rich.text import Text

                self._status = Console(stderr=True).status(Text(printable(self._doing)))
                self._status.start()
