"""Documents made by chance, of every node, nested, in many scripts, with notes in everything: finished as any brief's is.

A strategy of hypothesis draws the blocks as a reader would make them; the product's own finishing numbers and labels them.
"""

from __future__ import annotations

import functools

from hypothesis import strategies as st

from briefgen import compose
from briefgen.model import tree
from briefgen.model.brief import Brief
from briefgen.model.citation import CiteItem
from briefgen.model.role import Role
from houses import shipped_house
from specimen import picture

_WORDS = (
    "the of and a representative international office efficiency fjord affluent WAR Tehran’s re-export 1,234.5 55–80\u00a0% "
    "“quoted” "
    "Škoda naïve Łódź İstanbul œuvre Москва партнёрство объём Ёлка Αθήνα συνεργασία ایران همکاری می\u200cخواهم ۱۴۰۱ راهبردی "
    "<b>bold</b> &amp; {{x}} %s https://example.org/a/very/long/path?with=query&and=more co\u00adoperation (in) [brackets] * "
    "_under_ "
    "antidisestablishmentarianism 3.14 a/b and/or — … \\ ' \" # ~ ^"
).split(" ")
_LANGUAGES = ("fa", "ru", "el", "de", "en-GB", "ar")
_TARGETS = (
    "https://example.org/a?b=1&c=2",
    "mailto:desk@example.org",
    "#one",
    "#two",
    "#nowhere",
    "javascript:alert(1)",
    "file:///etc",
)
_IDENTIFIERS = ("", "", "", "one", "two", "three")

words = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=12).map(" ".join)


@functools.cache
def text() -> st.SearchStrategy[tree.Inline]:
    return words.map(tree.Text)


@functools.cache
def attributes() -> st.SearchStrategy[tree.Attributes]:
    pairs = st.sampled_from(((), (("lang", "fa"),), (("lang", "ru"),), (("width", "40%"),)))
    return st.builds(tree.Attributes, st.sampled_from(_IDENTIFIERS), st.just(()), pairs)


@functools.cache
@st.composite
def inlines(draw: st.DrawFn, depth: int = 2, *, notes: bool = True, links: bool = True) -> tuple[tree.Inline, ...]:
    """A run of inlines, with spaces between them."""
    parts: list[tree.Inline] = []
    for number in range(draw(st.integers(1, 4))):
        if number:
            parts.append(draw(st.sampled_from((tree.Text(" "), tree.SoftBreak(), tree.Text(", "), tree.LineBreak()))))
        parts.append(draw(inline(depth, notes=notes, links=links)))
    return tuple(parts)


@functools.cache
def inline(depth: int, *, notes: bool, links: bool) -> st.SearchStrategy[tree.Inline]:
    kinds = [text(), text(), words.map(tree.Code), st.builds(tree.Image, st.sampled_from(("", "a small map")), _picture_target())]
    if depth:
        inner = inlines(depth - 1, notes=notes, links=links)
        kinds += [st.builds(kind, inner) for kind in (tree.Emphasis, tree.Strong, tree.Strikeout)]
        kinds += [
            st.builds(kind, words.map(lambda said: (tree.Text(said),)))
            for kind in (tree.Superscript, tree.Subscript, tree.SmallCaps)
        ]
        kinds.append(st.builds(tree.Span, inner, attributes()))
        kinds.append(
            st.builds(
                tree.Span, inner, st.builds(tree.Attributes, pairs=st.sampled_from(_LANGUAGES).map(lambda tag: (("lang", tag),)))
            )
        )
        if links:
            kinds.append(
                st.builds(
                    tree.Link,
                    inlines(depth - 1, notes=False, links=False),
                    st.sampled_from(_TARGETS),
                    st.sampled_from(("", "Title")),
                )
            )
        if notes:
            kinds += [note(depth), note(depth), note(depth).map(lambda made: tree.Cite((CiteItem("key"),), children=(made,)))]
    return st.one_of(kinds)


@functools.cache
def note(depth: int) -> st.SearchStrategy[tree.Note]:
    plain = inlines(depth - 1, notes=False).map(tree.Paragraph)
    return st.builds(tree.Note, st.lists(plain, min_size=1, max_size=2).map(tuple))


@functools.cache
def _picture_target() -> st.SearchStrategy[str]:
    return st.sampled_from(("map.png", "map.png", "missing.png"))


@functools.cache
def paragraph() -> st.SearchStrategy[tree.Paragraph]:
    return inlines().map(tree.Paragraph)


@functools.cache
def heading() -> st.SearchStrategy[tree.Heading]:
    return st.builds(tree.Heading, st.integers(1, 6), inlines(1), st.sampled_from(_IDENTIFIERS))


@functools.cache
@st.composite
def cell(draw: st.DrawFn, depth: int) -> tree.Cell:
    children = draw(st.sampled_from((0, 1, 1, 1, 2)))
    inside = tuple(draw(block(0) if depth else paragraph()) for _ in range(children))
    return tree.Cell(inside, draw(st.sampled_from((1, 1, 1, 1, 2))), draw(st.sampled_from((1, 1, 1, 1, 2))))


@functools.cache
@st.composite
def table(draw: st.DrawFn, depth: int) -> tree.Table:
    columns = draw(st.integers(1, 4))
    alignments = draw(st.lists(st.sampled_from(list(tree.Alignment)), min_size=columns, max_size=columns))

    def rows(least: int, most: int) -> tuple[tree.Row, ...]:
        return tuple(
            tree.Row(tuple(draw(cell(depth)) for _ in range(draw(st.integers(1, columns)))))
            for _ in range(draw(st.integers(least, most)))
        )

    head, body = rows(0, 2), rows(1, 4)
    caption = draw(st.one_of(st.just(()), inlines(1)))
    source = draw(st.one_of(st.just(()), inlines(1)))
    return tree.Table(
        tuple(tree.Column(each) for each in alignments),
        head,
        body,
        caption,
        source,
        draw(st.booleans()),
        attributes=draw(attributes()),
    )


@functools.cache
def figure() -> st.SearchStrategy[tree.Figure]:
    maybe = st.one_of(st.just(()), inlines(1))
    return st.builds(
        tree.Figure, _picture_target(), st.sampled_from(("", "A slope of blue")), maybe, maybe, attributes=attributes()
    )


@functools.cache
def block(depth: int) -> st.SearchStrategy[tree.Block]:
    """A block; ``depth`` is how deep others may stand in it."""
    kinds: list[st.SearchStrategy[tree.Block]] = [paragraph(), paragraph(), figure(), st.just(tree.ThematicBreak())]
    kinds.append(st.lists(words, min_size=1, max_size=3).map(lambda lines: tree.CodeBlock("\n".join(lines))))
    if not depth:
        return st.one_of(kinds)
    inside = blocks(depth - 1, most=3)
    items = st.lists(st.builds(tree.ListItem, inside), min_size=1, max_size=3).map(tuple)
    tasks = st.lists(st.builds(tree.ListItem, inside, st.booleans()), min_size=1, max_size=3).map(tuple)
    kinds += [
        table(depth - 1),
        st.builds(tree.BulletList, items, st.booleans()),
        st.builds(tree.BulletList, tasks, st.booleans()),
        st.builds(tree.OrderedList, items, st.integers(0, 40), st.sampled_from((".", ")")), st.booleans()),
        st.builds(tree.BlockQuote, inside, st.one_of(st.just(()), inlines(1))),
        st.lists(
            st.builds(tree.Definition, inlines(1), st.lists(inside, min_size=1, max_size=2).map(tuple)), min_size=1, max_size=2
        )
        .map(tuple)
        .map(tree.DefinitionList),
        st.builds(tree.Callout, st.sampled_from(list(tree.CalloutKind)), inside, attributes=attributes()),
        st.builds(tree.Div, inside, attributes()),
        judgment(),
    ]
    return st.one_of(kinds)


@functools.cache
def judgment() -> st.SearchStrategy[tree.Judgment]:
    return st.builds(
        tree.Judgment,
        st.lists(paragraph(), min_size=1, max_size=2).map(tuple),
        confidence=st.sampled_from((None, *tree.Confidence)),
        basis=st.sampled_from(("", "two streams of reporting")),
    )


@functools.cache
def blocks(depth: int, most: int) -> st.SearchStrategy[tuple[tree.Block, ...]]:
    """A run of blocks."""
    return st.lists(block(depth), min_size=1, max_size=most).map(tuple)


@functools.cache
@st.composite
def section(draw: st.DrawFn, name: str) -> tree.Section:
    """A section: headings and what stands under them."""
    parts: list[tree.Block] = []
    for _ in range(draw(st.integers(1, 2))):
        parts += (draw(heading()), *draw(blocks(2, most=3)))
    return tree.Section(name, tuple(parts))


@st.composite
def documents(draw: st.DrawFn) -> tree.Document:
    """A finished document."""
    meta = tree.Meta(
        title=draw(words),
        authors=("Eurasia desk",),
        organisation="Example Institute",
        language=draw(st.sampled_from(("en-US", "en-US", "en-US", "de", "ru", "fa"))),
        marking=draw(st.sampled_from(("", "TLP:CLEAR", "TLP:AMBER+STRICT"))),
        running_title="Made by chance",
        notes=draw(st.sampled_from((tree.NotePlacement.FOOTNOTES, tree.NotePlacement.FOOTNOTES, tree.NotePlacement.ENDNOTES))),
    )
    sections = tuple(draw(section(name)) for name in ("one", "two")[: draw(st.integers(1, 2))])
    front: tuple[tree.Block, ...] = (tree.Contents(depth=2, heading=(tree.Text("Contents"),)),) if draw(st.booleans()) else ()
    if draw(st.booleans()):
        front = (_cover(meta), *front)
    return finished(tree.Document(meta, (*front, *sections), {"map.png": picture()}))


def _cover(meta: tree.Meta) -> tree.Cover:
    lines = ((Role.COVER_ORGANISATION, meta.organisation), (Role.COVER_TITLE, meta.title), (Role.COVER_DETAIL, "Eurasia desk"))
    return tree.Cover((*(tree.Paragraph((tree.Text(said),), role) for role, said in lines), tree.Contents(depth=1)))


def finished(document: tree.Document) -> tree.Document:
    """A document as a brief's is finished, in the shipped house; findings are left aside."""
    return compose.finish(document, Brief("chance", document.meta.title, "brief.md"), shipped_house()).value
