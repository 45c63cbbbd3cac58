from __future__ import annotations

from briefgen.model import tree
from briefgen.model.role import Role
from briefgen.model.walk import plain_text, walk
from briefgen.outbox.bodies import body_of
from specimen import note, paragraph, specimen, words


def part(name: str) -> tree.Div:
    return tree.Div((), tree.Attributes(classes=("document",), pairs=(("part", name),)))


def text(*blocks: tree.Block) -> str:
    return " ".join(plain_text(blocks, notes=True).split())


def body(document: tree.Document, *names: str) -> str:
    return text(*body_of(document, tuple(map(part, names))).blocks)


def test_the_bottom_line_and_the_judgments_are_those_of_the_document_word_for_word_without_their_notes():
    said = body(specimen(), "bluf", "judgments")

    assert said == (
        "The two states need each other more than they trust each other. Key judgments Deliveries will likely (55–80 %) continue. "
        "Moderate confidence. Basis: two independent reporting streams. The partnership is very unlikely (5–20 %) to become an "
        "alliance. High confidence. Basis: treaty texts."
    )


def test_what_changed_is_what_was_worked_out_or_else_what_the_authors_say():
    told = tree.Callout(tree.CalloutKind.CHANGE, (paragraph("A first edition."),))
    first = tree.Document(tree.Meta("T"), (tree.Section("summary", (told,)),))
    worked_out = tree.Section("changes", (tree.Heading(1, words("Changes")), paragraph("Judgment 1: likelihood up.")))
    second = tree.Document(tree.Meta("T"), (*first.blocks, worked_out))

    assert "A first edition." == body(first, "changes")
    assert "Changes Judgment 1: likelihood up." == body(second, "changes")
    assert "" == body(tree.Document(tree.Meta("T"), (paragraph("Text."),)), "changes", "bluf", "judgments", "unheard-of")


def test_only_the_key_judgments_stand_in_a_mail():
    def panel(words_: str) -> tree.Panel:
        return tree.Panel((tree.Judgment((paragraph(words_),)),))

    sections = (tree.Section("summary", (panel("First."), panel("Second."))), tree.Section("syria", (panel("Third."),)))

    assert "First. Second." == body(tree.Document(tree.Meta("T"), sections), "judgments")


def test_a_document_without_a_bottom_line_leads_with_its_lead():
    lead = paragraph("It leads.", role=Role.LEAD)
    document = tree.Document(tree.Meta("T"), (tree.Section("a", (lead, paragraph("Text."), lead)),))

    assert "It leads." == body(document, "bluf")


def test_nothing_in_a_mail_leads_to_what_is_not_in_it():
    changes = tree.Section(
        "changes",
        (
            paragraph(
                tree.Link(words("kept"), "#kept"), tree.Link(words("lost"), "#lost"), note(7, "ibid."), tree.Image("a map", "x")
            ),
            tree.Figure("x.png", "a figure"),
            tree.Heading(2, words("Here"), "kept"),
        ),
    )
    made = body_of(tree.Document(tree.Meta("T"), (changes,), {}), (part("changes"),))

    assert ["#kept"] == [node.target for node in walk(made.blocks) if isinstance(node, tree.Link)]
    assert "keptlosta map Here" == text(*made.blocks)
    assert {} == made.pictures


def test_the_masthead_of_a_frame_stands_on_the_ground_of_the_cover():
    name = tree.Div((paragraph("Example Institute"),), tree.Attributes(classes=("cover-organisation",)))
    made = body_of(specimen(), (tree.Div((name,), tree.Attributes(classes=("masthead",))),))

    assert (tree.Cover((paragraph("Example Institute", role=Role.COVER_ORGANISATION),)),) == made.blocks
