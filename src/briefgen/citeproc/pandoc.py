"""Formatting citations with Pandoc's citeproc, one process for a document."""

from __future__ import annotations

import json
import re
import shutil
import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from briefgen.citations.style import NotAStyle, StyleFacts, style_facts
from briefgen.model.citation import CitationResult
from briefgen.model.errors import EnvironmentFailed, MalformedFile, ProcessorMissing
from briefgen.model.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Sequence
    from subprocess import CompletedProcess

    from briefgen.model.citation import CitationRequest

OLDEST = 3
"""The first major version of Pandoc whose tree and options are these."""

TIMEOUT = 120.0
"""Seconds. A thousand clusters take one."""

_HINT = "install Pandoc 3 or newer, or the Python package pypandoc_binary, which brings its own"
_VERSION = expression(r"pandoc\S*\s+((\d+)(?:\.\d+)*)")


def find_pandoc() -> str:
    """The path of a Pandoc to be started: one on ``PATH`` that is new enough, else the one that ``pypandoc_binary`` brings.

    Raises :class:`ProcessorMissing` where there is neither. Nothing is downloaded.
    """
    for candidate in (shutil.which("pandoc"), _bundled()):
        if candidate is not None and _version(candidate)[1] >= OLDEST:
            return candidate
    raise ProcessorMissing("citations changed and no citation processor is installed", hint=_HINT)


def _bundled() -> str | None:
    """The binary inside the ``pypandoc`` package, which is located but not imported: importing it may look elsewhere."""
    from importlib.util import find_spec

    spec = find_spec("pypandoc")
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / "files" / ("pandoc.exe" if sys.platform == "win32" else "pandoc")
    return str(path) if path.is_file() else None


def _version(executable: str) -> tuple[str, int]:
    """The version as printed and its first number; ``("", 0)`` for what is not a Pandoc that runs."""
    try:
        answer = _run([executable, "--version"])
    except EnvironmentFailed:
        return "", 0
    found = _VERSION.match(answer.stdout.decode(errors="replace"))
    return (found[1], int(found[2])) if found else ("", 0)


def _run(command: Sequence[str], *, given: bytes = b"", folder: str | None = None) -> CompletedProcess[bytes]:
    import subprocess

    try:
        return subprocess.run(command, input=given, capture_output=True, cwd=folder, timeout=TIMEOUT, check=False)  # noqa: S603 - no shell, and the program is ours
    except subprocess.TimeoutExpired:
        raise EnvironmentFailed(f"the citation processor did not answer in {TIMEOUT:.0f} seconds", hint="try again") from None
    except OSError as failure:
        raise ProcessorMissing(f"{command[0]} cannot be started: {failure.strerror}", hint=_HINT) from None


class PandocProcessor:
    """A :class:`~briefgen.model.ports.CitationProcessor` over Pandoc.

    ``executable`` is a Pandoc to be used instead of the one found. It is looked for when the first request comes, so that
    making a processor starts nothing. Pandoc runs in its sandbox: it reads the style and the references, and no network.
    """

    def __init__(self, executable: str | None = None) -> None:
        self._given = executable

    @cached_property
    def executable(self) -> str:
        """The path of the Pandoc that is used. Raises :class:`ProcessorMissing`."""
        return self._given or find_pandoc()

    @cached_property
    def name(self) -> str:
        """``pandoc 3.9``."""
        return f"pandoc {_version(self.executable)[0]}".strip()

    def render(self, request: CitationRequest) -> CitationResult:
        """Format every cluster and the reference list.

        Raises :class:`ProcessorMissing`, :class:`MalformedFile` for a style that cannot be used and
        :class:`EnvironmentFailed` where the processor fails.
        """
        facts = _usable(request.style)
        note_style = facts.form == "note"
        if not request.clusters:
            return CitationResult((), (), note_style, "")
        from briefgen.citeproc import pandoc_output

        answer = self._ask(request)
        try:
            formatted = pandoc_output.clusters(answer, request.clusters, note_style=note_style)
            entries = pandoc_output.bibliography(answer)
        except (pandoc_output.UnexpectedAnswer, KeyError, IndexError, TypeError) as failure:
            raise EnvironmentFailed(f"{self.name} gave an answer that cannot be read: {failure}", hint=_HINT) from None
        return CitationResult(formatted, entries, note_style, self.name)

    def _ask(self, request: CitationRequest) -> dict[str, Any]:
        import tempfile

        from briefgen.citeproc import pandoc_input

        given = json.dumps(pandoc_input.document(request), ensure_ascii=False).encode()
        with tempfile.TemporaryDirectory(prefix="briefgen-") as folder:
            style = Path(folder, "style.csl")
            style.write_text(pandoc_input.prepared_style(request.style), encoding="utf-8")
            listed = Path(folder, "references.json")
            listed.write_text(json.dumps(pandoc_input.references(request), ensure_ascii=False), encoding="utf-8")
            options = ("--sandbox", "--from=json", "--to=json", "--citeproc", f"--data-dir={folder}")
            answer = _run([self.executable, *options, f"--csl={style}", f"--bibliography={listed}"], given=given, folder=folder)
            if answer.returncode:
                raise _failure(answer.stderr.decode(errors="replace").replace(folder, ""))
        return cast("dict[str, Any]", json.loads(answer.stdout))


def _usable(style: str) -> StyleFacts:
    """What the style says about itself, once it is known to be one that can be run."""
    try:
        facts = style_facts(style)
    except NotAStyle as reason:
        raise MalformedFile(
            f"the citation style cannot be read: {reason}", hint="name another style, or mend its .csl file"
        ) from None
    if facts.parent:
        raise MalformedFile(f"the citation style only points to {facts.parent}", hint="use that style's own .csl file")
    return facts


def _failure(said: str) -> MalformedFile | EnvironmentFailed:
    first = next((line.strip() for line in said.splitlines() if line.strip()), "it said nothing")
    # The references are ours and well-formed, so that what its citation library refuses is the style.
    if re.search("csl|citeproc", said, re.IGNORECASE):
        return MalformedFile(f"the citation style cannot be used: {first}", hint="name another style, or mend its .csl file")
    return EnvironmentFailed(f"the citation processor failed: {first}", hint="run the build again with --verbose")
