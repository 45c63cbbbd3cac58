"""Writing out what no author types: numbers, labels, contents and the estimative language of judgments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.compose.binding import bind
from briefgen.compose.blocks import gather_panels, label_callouts, tabulate_chronologies
from briefgen.compose.contents import fill_contents
from briefgen.compose.estimative import express_judgments
from briefgen.compose.facts import tabulate_facts
from briefgen.compose.labels import head_endnotes, label_parts
from briefgen.compose.links import identify, loosen_broken_links
from briefgen.compose.marks import part_marks
from briefgen.compose.numbering import number_headings, number_parts
from briefgen.compose.particulars import tabulate_particulars
from briefgen.compose.roles import give_roles
from briefgen.model.diagnostic import Diagnostic, Outcome, in_order
from briefgen.model.value import replace

if TYPE_CHECKING:
    from briefgen.model import tree
    from briefgen.model.brief import Brief
    from briefgen.model.house import House


def finish(document: tree.Document, brief: Brief, house: House) -> Outcome[tree.Document]:
    """The document as it is printed: a writer adds nothing to it.

    ``document`` comes from :func:`~briefgen.compose.assemble`, with its citations placed. What it holds afterwards:

    - every chronology as a table, and so indicators and alternatives with fields; every box with its label, every paragraph in
      the role of its surroundings;
    - every judgment with its band and its sentence of confidence, in a panel with those beside it;
    - notes, judgments, captioned tables and figures numbered in reading order, and headings where the house wants it; a comma
      between two marks of notes;
    - what is printed before these and before sources and speakers, and the heading of endnotes; days held to their months;
    - identifiers that are unique, links inside the document that lead somewhere, contents that list the headings.
    """
    findings: list[Diagnostic] = []

    def noting(outcome: Outcome[tuple[tree.Block, ...]]) -> tuple[tree.Block, ...]:
        findings.extend(outcome.diagnostics)
        return outcome.value

    style = house.style
    blocks = noting(tabulate_chronologies(head_endnotes(document, style.labels), style.labels))
    blocks = tabulate_facts(blocks)
    blocks = tabulate_particulars(blocks, brief.estimative_profile, style.labels)
    blocks = label_callouts(blocks, style.labels)
    blocks = give_roles(blocks)
    blocks = noting(express_judgments(blocks, brief.estimative_profile, style.labels))
    blocks = gather_panels(blocks)
    blocks = part_marks(number_parts(blocks, document.meta.note_numbering))
    blocks = noting(identify(blocks))
    blocks = noting(loosen_broken_links(blocks))
    blocks = number_headings(blocks) if style.number_headings else blocks
    blocks = bind(label_parts(blocks, style.labels), style.labels)
    blocks = fill_contents(blocks)
    return Outcome(replace(document, blocks=blocks), in_order(findings))
