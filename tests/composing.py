"""Short ways to a brief, its blocks and what is printed of them, for the tests of composing and checking."""

from __future__ import annotations

from briefgen import compose
from briefgen.model import tree
from briefgen.model.brief import Brief
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.manifest import Manifest
from briefgen.readers import read_markdown
from briefgen.writers import text
from houses import shipped_house

BRIEF = Brief("small", "A small brief", "briefs/small/brief.md")


def read(markdown: str, file: str = "briefs/small/sections/summary.md") -> tuple[tree.Block, ...]:
    """The blocks of a text that has no mistakes."""
    outcome = read_markdown(markdown, file=file)
    assert () == outcome.diagnostics
    return outcome.value


def assembled(*sections: tuple[str, str], brief: Brief = BRIEF, **fragments: str) -> tree.Document:
    """A document of named sections in Markdown, and of fragments by name without their suffix."""
    blocks = [(name, read(markdown, f"briefs/small/sections/{name}.md")) for name, markdown in sections]
    read_fragments = {f"{name}.md.j2": read(markdown) for name, markdown in fragments.items()}
    return compose.assemble(brief, blocks, read_fragments, shipped_house()).value


def finished(markdown: str, brief: Brief = BRIEF) -> tree.Document:
    """A document of one section, finished; findings are left aside."""
    return compose.finish(assembled(("summary", markdown), brief=brief), brief, shipped_house()).value


def findings(markdown: str, brief: Brief = BRIEF) -> tuple[Diagnostic, ...]:
    """What finishing finds in a document of one section."""
    return compose.finish(assembled(("summary", markdown), brief=brief), brief, shipped_house()).diagnostics


def printed(document: tree.Document) -> str:
    """The document as the reference writer prints it."""
    return text.write(document, shipped_house().style, Manifest("small", "", "", "")).decode()
