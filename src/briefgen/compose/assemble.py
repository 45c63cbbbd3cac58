"""A brief's parts in printing order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from briefgen.compose.fragments import ABSTRACT, has_cover
from briefgen.model import tree
from briefgen.model.brief import Placement, group_text, section_depth, section_file
from briefgen.model.diagnostic import Outcome, warning
from briefgen.model.house import COVER, ENDING, TITLE
from briefgen.model.position import Position
from briefgen.model.running import Running
from briefgen.model.walk import found, rewrite_all, walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefgen.compose.fragments import SectionBlocks
    from briefgen.model.brief import Brief
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.house import House

_NOTES = {
    Placement.FOOTNOTES: tree.NotePlacement.FOOTNOTES,
    Placement.ENDNOTES: tree.NotePlacement.ENDNOTES,
    Placement.INLINE: tree.NotePlacement.FOOTNOTES,  # the author's own notes
}


def assemble(
    brief: Brief,
    sections: Sequence[SectionBlocks],
    fragments: Mapping[str, tuple[tree.Block, ...]],
    house: House,
    running: Running | None = None,
    letter: Mapping[str, str] | None = None,
) -> Outcome[tree.Document]:
    """The document in printing order, its citations not yet placed and nothing numbered.

    ``sections`` are those of the brief with the blocks their files hold, in printing order; an ordinary Markdown file is one
    section with an empty name. ``fragments`` are the rendered and read fragments by file name
    (:func:`~briefgen.compose.wanted_fragments`), and under :data:`~briefgen.compose.ABSTRACT` the abstract. That stands in the
    empty div of class ``abstract`` that a fragment has for it, else before the sections. ``letter`` is what a letterhead is filled
    with (:func:`~briefgen.compose.letter_values`).
    """
    opening, body = _opening(fragments, brief, house), (*_body(brief, sections, house), *_ending(fragments))
    blocks = (*opening, *_contents((*opening, *body), brief, house), *_lists(brief), *body)
    meta = replace(_meta(brief, house), running=running or Running(), letter=letter or {})
    document = tree.Document(meta, _head_contents(blocks, house))
    return Outcome(document, tuple(_lacking(brief, house)))


def _opening(fragments: Mapping[str, tuple[tree.Block, ...]], brief: Brief, house: House) -> tuple[tree.Block, ...]:
    opening = (tree.Cover(fragments[COVER], brief.cover_map),) if COVER in fragments else fragments.get(TITLE, ())
    if COVER not in fragments and opening and house.letterhead and house.letterhead.covers:
        # In Word the letterhead's own lines say this; see tree.TITLE_BLOCK.
        opening = (tree.Div(opening, tree.Attributes(classes=(tree.TITLE_BLOCK,))),)
    if ABSTRACT not in fragments:
        return opening
    abstract = tree.Div(fragments[ABSTRACT], tree.Attributes(classes=(ABSTRACT,)))
    if not any(_is_for_abstract(node) for node in walk(opening)):
        return (*opening, abstract)
    return rewrite_all(opening, lambda node: abstract if _is_for_abstract(node) else node, (tree.Div,))


def _contents(blocks: tuple[tree.Block, ...], brief: Brief, house: House) -> tuple[tree.Contents, ...]:
    """The contents that the front matter asks for where no other has them, or not as deep: a cover has room for sections alone."""
    asked = brief.contents_depth or (house.style.contents_depth if brief.contents else 0)
    made = [one.depth for one in found(blocks, tree.Contents) if one.listing is tree.Listing.HEADINGS]
    wanted = brief.contents is not False and asked > 0 and (not made or 0 < max(made) < brief.contents_depth)
    return (tree.Contents(depth=asked),) if wanted and (brief.contents or made) else ()


def _lists(brief: Brief) -> tuple[tree.Contents, ...]:
    """The lists of figures and tables that the front matter asks for."""
    asked = {tree.Listing.FIGURES: brief.list_of_figures, tree.Listing.TABLES: brief.list_of_tables}
    return tuple(tree.Contents(depth=1, listing=listing) for listing, wanted in asked.items() if wanted)


def _is_for_abstract(node: tree.Node) -> bool:
    return isinstance(node, tree.Div) and ABSTRACT in node.attributes.classes and not node.children


def _ending(fragments: Mapping[str, tuple[tree.Block, ...]]) -> tuple[tree.Block, ...]:
    return tuple(tree.Section(name.partition(".")[0], fragments[name]) for name in ENDING if name in fragments)


def _lacking(brief: Brief, house: House) -> Iterator[Diagnostic]:
    if has_cover(brief, house) and COVER not in house.fragments:
        hint = f"add {COVER} to the house, or write cover: false"
        yield warning("missing-cover", f"the house '{house.style.name}' has no cover to print", brief.places.get("cover"), hint)


def _meta(brief: Brief, house: House) -> tree.Meta:
    notes, numbering = _NOTES[brief.citations.placement], brief.note_numbering or house.style.note_numbering
    return tree.Meta(
        title=brief.title,
        subtitle=brief.subtitle,
        authors=tuple(author.name for author in brief.authors),
        organisation=brief.organisation,
        series=brief.series,
        subject=brief.subject,
        keywords=brief.keywords,
        language=brief.language,
        published=brief.published,
        information_cutoff=brief.information_cutoff,
        marking=brief.marking.label,
        running_title=brief.title,
        status=str(brief.status),
        notes=notes,
        # Endnotes that begin with 1 again and again could not be told apart.
        note_numbering=numbering if notes is tree.NotePlacement.FOOTNOTES else tree.NoteNumbering.DOCUMENT,
    )


# ── sections and their groups ────────────────────────────────────────────────────────────────────────────────────────


def _body(brief: Brief, sections: Sequence[SectionBlocks], house: House) -> Iterator[tree.Section]:
    """The sections, each under the headings of its groups: ``military/ukraine`` is one level below ``military``."""
    names = {name for name, _ in sections}
    open_groups: tuple[str, ...] = ()
    for name, blocks in sections:
        groups = _groups(name)
        for group in groups:
            if group not in open_groups and group_text(group) not in names:
                yield _group_heading(group, house)
        open_groups = groups
        file = str(PurePosixPath(brief.file).parent / section_file(name)) if name else brief.file
        yield tree.Section(name, _lowered(blocks, section_depth(name)), position=Position(file))


def _groups(name: str) -> tuple[str, ...]:
    """``a/b/c`` stands in the groups ``a`` and ``a/b``."""
    parts = name.split("/")[:-1]
    return tuple("/".join(parts[: n + 1]) for n in range(len(parts)))


def _group_heading(group: str, house: House) -> tree.Section:
    last = group.rpartition("/")[2]
    title = house.style.labels.get(group) or house.style.labels.get(last) or last.replace("-", " ").capitalize()
    heading = tree.Heading(group.count("/") + 1, (tree.Text(title),), group.replace("/", "-"))
    return tree.Section(group, (heading,))


def _lowered(blocks: tuple[tree.Block, ...], levels: int) -> tuple[tree.Block, ...]:
    def lower(node: tree.Node) -> tree.Node:
        return replace(node, level=min(node.level + levels, 6)) if isinstance(node, tree.Heading) else node

    return rewrite_all(blocks, lower) if levels else blocks


def _head_contents(blocks: tuple[tree.Block, ...], house: House) -> tuple[tree.Block, ...]:
    """Contents that the author gave no heading under the house's word."""

    def head(node: tree.Node) -> tree.Node:
        if not isinstance(node, tree.Contents) or node.heading:
            return node
        word = house.style.labels.get(node.listing, "")
        return replace(node, heading=(tree.Text(word),)) if word else node

    return rewrite_all(blocks, head, (tree.Contents,))
