"""What stands around the sections of a brief: the fragments of its house, filled and read, and its abstract."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from briefgen import __version__, citations, compose, readers
from briefgen import house as houses
from briefgen.model.diagnostic import Outcome
from briefgen.model.digest import digest
from briefgen.model.ports import Keep, made_anew
from briefgen.model.position import Position
from briefgen.recollection import FORGETFUL, Recollection

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefgen.compose import SectionBlocks
    from briefgen.model import tree
    from briefgen.model.brief import Brief
    from briefgen.model.citation import Library
    from briefgen.model.edition import Earlier
    from briefgen.model.house import House


def load_fragments(
    brief: Brief,
    house: House,
    sections: tuple[SectionBlocks, ...],
    library: Library,
    edition: int = 0,
    earlier: Sequence[Earlier] = (),
    recollection: Recollection = FORGETFUL,
    keep: Keep = made_anew,
) -> Outcome[Mapping[str, tuple[tree.Block, ...]]]:
    """What stands around the sections, by fragment, and the abstract; ``edition`` is its number, 0 for a working copy.

    A fragment depends on its text and its context alone, so what it printed is kept by the digest of both.
    """
    abstract = read_abstract(brief)
    written = (*abstract.value, *(block for _, blocks in sections for block in blocks))
    wanted = compose.wanted_fragments(brief, house, sections, citations.needs_notice(written, library), has_history=bool(earlier))
    context = compose.fragment_context(brief, house, edition, earlier)
    read = {compose.ABSTRACT: abstract} if abstract.value else {}
    said = digest((__version__, house.fragments, house.fragment_files, context))

    def rendered(name: str) -> Outcome[tuple[tree.Block, ...]]:
        text = keep(f"fragment-{digest((name, said))}", lambda: houses.render_fragment(house, name, context).encode()).decode()
        return readers.read_markdown(text, file=house.fragment_files.get(name, name))

    read |= {name: recollection.recall(("fragment", name, said), partial(rendered, name)) for name in wanted}
    findings = (finding for outcome in read.values() for finding in outcome.diagnostics)
    return Outcome({name: outcome.value for name, outcome in read.items()}, tuple(findings))


def read_abstract(brief: Brief) -> Outcome[tuple[tree.Block, ...]]:
    """The blocks of the abstract; none where the brief has none."""
    place = brief.places.get("abstract", Position(brief.file))
    return readers.read_markdown(brief.abstract, file=brief.file, first_line=place.line)
