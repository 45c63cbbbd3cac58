"""Work done beside a build by a second process, where there is a second processor for it.

What comes back is bytes, and only of work that went well. Of any other, whatever became of it, nothing is told: whoever asked for
it does it again, and finds what there is to be found as if there had been one process.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["beside"]

# No status that a process ends with is below 0.
_RUNNING, _LOST = -1, -2


@contextlib.contextmanager
def beside(
    work: Callable[[], bytes], still: Callable[[], contextlib.AbstractContextManager[object]] = contextlib.nullcontext
) -> Iterator[Callable[[], bytes | None] | None]:
    """Begin ``work``, which must be the same whoever does it; see :class:`~briefgen.model.ports.Beside`.

    Whoever has threads keeps them, while ``still`` holds, from taking locks that a copy of the process would find taken for ever.
    No process outlives the block, however it is left.
    """
    child = _begun(work, still) if _has_room() else None
    if child is None:
        yield None
        return
    try:
        yield child.wait
    finally:
        child.end()


class _Child:
    """A process that was begun. ``pipe`` is where its bytes come out."""

    def __init__(self, number: int, pipe: int) -> None:
        self._number, self._pipe, self._status = number, pipe, _RUNNING

    def wait(self) -> bytes | None:
        """What came of it; ``None``: nothing whole."""
        with open(self._pipe, "rb", closefd=False) as pipe:
            data = pipe.read()
        self._reap()
        return data if self._status == 0 else None

    def end(self) -> None:
        """Leave nothing of it, however far it is."""
        os.close(self._pipe)
        if self._status == _RUNNING:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._number, signal.SIGKILL)
            self._reap()

    def _reap(self) -> None:
        try:
            self._status = os.waitpid(self._number, 0)[1]
        except ChildProcessError:
            self._status = _LOST


def _has_room() -> bool:
    """Whether a copy of this process can be made safely and has a processor. Libraries of macOS do not survive being copied, and
    Windows cannot."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1


def _begun(work: Callable[[], bytes], still: Callable[[], contextlib.AbstractContextManager[object]]) -> _Child | None:
    """A child at work; ``None``: the machine gives none."""
    pipe, into = os.pipe()
    number = -1
    try:
        with contextlib.suppress(OSError), still():
            number = os.fork()
        if number == 0:
            os.close(pipe)  # or it would wait for itself to read, where its parent is gone
            _work(work, into)
    finally:
        os.close(into)
        if number < 0:
            os.close(pipe)
    return _Child(number, pipe) if number > 0 else None


def _work(work: Callable[[], bytes], into: int) -> NoReturn:
    """The child's life. It says nothing, flushes nothing that is its parent's, and leaves without a farewell."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        sys.stdout = sys.stderr = None
        data = work()
        with open(into, "wb", closefd=False) as pipe:
            pipe.write(data)
        code = 0
    finally:
        os._exit(code)
