"""From exceptions to exit codes: a failure we expect is one line, a bug of ours is one line and a file to send us."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import signal
import sys
import threading
from typing import TYPE_CHECKING, NoReturn

from briefgen.cli.terminal import print_findings, say
from briefgen.model.diagnostic import error
from briefgen.model.errors import BriefgenError, CheckFailed, EnvironmentFailed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from briefgen.model.diagnostic import Diagnostic

_OF_THE_MACHINE = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EBADF, errno.EFBIG, errno.EROFS, errno.EMFILE, errno.ENFILE}
_ROOM = "free some space, or write the output elsewhere"
STOPPED, READER_GONE, ENDED, BUG, OUT_OF_MEMORY = 130, 141, 143, 3, 5


@contextlib.contextmanager
def guarded() -> Iterator[None]:
    """Turn whatever goes wrong inside into its exit code and one line on standard error."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _end)
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_output()
        raise SystemExit(READER_GONE) from None
    except KeyboardInterrupt:
        say("briefgen: stopped; what was built before is untouched")
        raise SystemExit(STOPPED) from None
    except CheckFailed as failure:
        print_findings(failure.diagnostics)
        raise SystemExit(failure.exit_code) from failure
    except BriefgenError as failure:
        print_findings([as_finding(failure)])
        raise SystemExit(failure.exit_code) from failure
    except MemoryError:
        say("briefgen: out of memory (close other programs, or split the brief)")
        raise SystemExit(OUT_OF_MEMORY) from None
    except OSError as problem:
        if problem.errno not in _OF_THE_MACHINE:
            say(report_bug(problem))
            raise SystemExit(BUG) from problem
        _forget_output()
        say(f"briefgen: what was to be said could not be written: {(problem.strerror or str(problem)).lower()} ({_ROOM})")
        raise SystemExit(EnvironmentFailed.exit_code) from problem
    except Exception as bug:
        say(report_bug(bug))
        raise SystemExit(BUG) from bug


def as_finding(failure: BriefgenError) -> Diagnostic:
    """An exception in the form of a finding: ``UnknownHouse`` is ``error[unknown-house]``."""
    code = re.sub(r"(?<!^)(?=[A-Z])", "-", type(failure).__name__).lower()
    return error(code, failure.message, failure.position, failure.hint)


def report_bug(bug: BaseException) -> str:
    """Write down everything about an exception nobody expected; returns the line to say about it."""
    import tempfile

    line = f"briefgen: a bug of ours: {type(bug).__name__}: {bug}"
    try:
        with tempfile.NamedTemporaryFile("wb", prefix="briefgen-", suffix=".log", delete=False) as log:
            log.write(_details(bug).encode("utf-8", "backslashreplace"))
    except OSError:
        return f"{line} (no log could be written; run again with free space in {tempfile.gettempdir()})"
    return f"{line} (please report it with the file {log.name}; read it first, it names your files)"


def _details(bug: BaseException) -> str:
    import platform
    import traceback

    from briefgen import __version__

    trace = "".join(traceback.format_exception(bug))
    return f"briefgen {__version__}, Python {sys.version}, {platform.platform()}\n{sys.argv}\n\n{trace}"


def _end(_signal: int, _frame: FrameType | None) -> NoReturn:
    """Ending by way of an exception removes the files being written."""
    raise SystemExit(ENDED)


def _forget_output() -> None:
    """Keep the interpreter from trying to flush into a closed pipe as it ends."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
