from __future__ import annotations

from dataclasses import replace

from briefgen import compose
from briefgen.model import tree
from briefgen.model.brief import Brief, Marking, Person
from briefgen.model.walk import plain_text, walk
from composing import BRIEF, assembled, printed, read
from houses import shipped_house


def outline(document: tree.Document) -> list[tuple[int, str]]:
    return [(node.level, plain_text(node)) for node in walk(document.blocks) if isinstance(node, tree.Heading)]


def test_the_parts_stand_in_printing_order():
    document = assembled(
        ("summary", "Summary."),
        ("economic", "Economy."),
        colophon="Colophon.",
        cover="Cover.",
        estimative="Scale.",
        notice="Notice.",
    )

    assert "Cover.\n\nSummary.\n\nEconomy.\n\nNotice.\n\nScale.\n\nColophon.\n" == printed(document)


def test_the_cover_is_one_block_and_the_endings_are_sections():
    document = assembled(("summary", "Text."), cover="Cover.", notice="Notice.")

    names = [block.name if isinstance(block, tree.Section) else type(block).__name__ for block in document.blocks]

    assert ["Cover", "summary", "notice"] == names


def test_a_document_without_a_cover_begins_with_its_title_block():
    document = assembled(("summary", "Text."), title="::: {.title}\nA title\n:::")

    assert "A title\n\nText.\n" == printed(document)


def test_a_section_in_a_group_stands_a_level_lower():
    document = assembled(("military/index", "# Armed forces\n\nA."), ("military/ukraine", "# Ukraine\n\n## Missiles\n\nB."))

    assert [(1, "Armed forces"), (2, "Ukraine"), (3, "Missiles")] == outline(document)


def test_a_group_without_a_text_is_headed_by_the_house():
    document = assembled(
        ("economic", "# Economy\n\nA."), ("military/ukraine", "# Ukraine\n\nB."), ("military/syria", "# Syria\n\nC.")
    )

    assert [(1, "Economy"), (1, "Military cooperation"), (2, "Ukraine"), (2, "Syria")] == outline(document)


def test_a_group_the_house_has_no_word_for_is_headed_by_its_name():
    document = assembled(("outer-space/orbits/low", "# Low\n\nA."))

    assert [(1, "Outer space"), (2, "Orbits"), (3, "Low")] == outline(document)


def test_no_heading_falls_below_the_sixth_level():
    assert (6, "Deep") in outline(assembled(("a/b", "###### Deep\n\nText.")))


def test_contents_without_a_heading_get_the_houses():
    document = assembled(("summary", "::: {.contents}\n:::"))

    (contents,) = [node for node in walk(document.blocks) if isinstance(node, tree.Contents)]
    assert "Contents" == plain_text(contents.heading)


COVER = "::: {.contents depth=1}\n:::"


def depths(brief: Brief, **fragments: str) -> list[int]:
    document = assembled(("summary", "# One\n\n## Two"), brief=brief, **fragments)
    return [node.depth for node in walk(document.blocks) if isinstance(node, tree.Contents)]


def test_contents_deeper_than_the_covers_are_printed_behind_it():
    assert [1, 2] == depths(replace(BRIEF, contents_depth=2), cover=COVER)
    assert [1] == depths(replace(BRIEF, contents_depth=1), cover=COVER)
    assert [1] == depths(replace(BRIEF, contents=True), cover=COVER)
    assert [2] == depths(replace(BRIEF, contents_depth=2), title="::: {.contents depth=2}\n:::")


def test_contents_that_are_asked_for_are_printed_in_a_house_that_has_none():
    assert [2] == depths(replace(BRIEF, contents=True), title="Title.")
    assert [3] == depths(replace(BRIEF, contents=True, contents_depth=3), title="Title.")
    assert [] == depths(replace(BRIEF, contents_depth=3), title="Title.")
    assert [] == depths(replace(BRIEF, contents=False, contents_depth=3), title="Title.")


def test_a_section_knows_its_file():
    section = assembled(("military/syria", "Text."), brief=BRIEF).blocks[1]

    assert "briefs/small/sections/military/syria.md:1:1" == str(section.position)


def test_the_document_says_about_itself_what_the_brief_says():
    brief = replace(BRIEF, authors=(Person("Eurasia desk"),), marking=Marking("TLP:RED"), published="2022-10-20", language="fa")

    meta = assembled(("summary", "Text."), brief=brief).meta

    assert ("A small brief", ("Eurasia desk",), "TLP:RED", "2022-10-20", "fa", "A small brief", "draft") == (
        *(meta.title, meta.authors, meta.marking, meta.published, meta.language, meta.running_title, meta.status),
    )


def test_a_cover_that_the_house_cannot_print_is_found():
    house = replace(shipped_house(), fragments={})

    outcome = compose.assemble(replace(BRIEF, cover=True), [("", read("Text."))], {}, house)

    assert ["missing-cover"] == [finding.code for finding in outcome.diagnostics]


# ── the abstract ─────────────────────────────────────────────────────────────────────────────────────────────────────


def with_abstract(**fragments: str) -> str:
    read_fragments = {f"{name}.md.j2": read(text) for name, text in fragments.items()} | {compose.ABSTRACT: read("In **short**.")}
    return printed(compose.assemble(BRIEF, [("summary", read("Text."))], read_fragments, shipped_house()).value)


def test_the_abstract_comes_after_the_cover():
    assert "Cover.\n\nIn short.\n\nText.\n" == with_abstract(cover="Cover.")


def test_the_abstract_stands_where_a_fragment_has_a_place_for_it():
    assert "Title.\n\nIn short.\n\nAfter.\n\nText.\n" == with_abstract(title="Title.\n\n::: {.abstract}\n:::\n\nAfter.")


def test_the_abstract_is_printed_without_any_fragment():
    assert "In short.\n\nText.\n" == with_abstract()
