from __future__ import annotations

import pytest
from word_reading import bookmarks, qualified, text_of, value, written

import specimen
from briefgen.model import tree
from briefgen.model.role import Role
from briefgen.model.tree import Attributes, Text


def runs(word):
    return list(word.body.iter(qualified("w:r")))


def one(*inlines, role=Role.BODY, **meta):
    return written(tree.Paragraph(inlines, role), **meta)


def test_neighbours_of_one_look_are_one_run():
    word = one(Text("a "), tree.SoftBreak(), Text("b"), tree.Strong((Text("c"), Text("d"))))

    assert ["a  b", "cd"] == [text_of(run) for run in runs(word)]


def test_emphasis_in_a_slanted_paragraph_stands_upright():
    word = one(Text("a"), tree.Emphasis((Text("b"), tree.Emphasis((Text("c"),)))), role=Role.QUOTE)

    assert [None, "0", None] == [
        value(run, "w:rPr/w:i") if run.find(f"{qualified('w:rPr')}/{qualified('w:i')}") is not None else None for run in runs(word)
    ]


def test_spaces_at_the_ends_of_a_run_are_kept():
    word = one(tree.Strong((Text(" a "),)))

    assert "preserve" == runs(word)[0][-1].get("{http://www.w3.org/XML/1998/namespace}space")


@pytest.mark.parametrize(
    ("inline", "style"),
    [
        (tree.Code("x"), "BriefCode"),
        (tree.Span((Text("x"),), Attributes(classes=("confidence-low",))), "BriefConfidenceLow"),
        (tree.Link((Text("x"),), "https://example.org"), "Hyperlink"),
    ],
)
def test_what_has_a_look_of_its_own_has_a_character_style(inline, style):
    assert style == value(runs(one(inline))[0], "w:rPr/w:rStyle")


def test_a_class_without_a_meaning_prints_as_plain_text():
    word = one(tree.Span((Text("x"),), Attributes(classes=("confidence-none", "odd"))))

    assert None is runs(word)[0].find(qualified("w:rPr"))


def test_a_run_in_another_language_says_so():
    word = one(Text("Moscow: "), tree.Span((Text("Москва"),), Attributes(pairs=(("lang", "ru"),))))

    assert [None, "ru-RU"] == [value(run, "w:rPr/w:lang") for run in runs(word)]


def test_arabic_script_runs_from_right_to_left_and_its_neighbours_do_not():
    word = one(Text("In Persian ایران و روسیه, 2022."))
    flags = [run.find(f"{qualified('w:rPr')}/{qualified('w:rtl')}") is not None for run in runs(word)]

    assert ["In Persian ", "ایران و روسیه", ", 2022."] == [text_of(run) for run in runs(word)]
    assert [False, True, False] == flags


def test_a_paragraph_in_a_right_to_left_language_is_set_from_the_right():
    div = tree.Div((tree.Paragraph((Text("یک بند"),)),), Attributes(pairs=(("lang", "fa"),)))
    paragraph = written(div).paragraph("یک بند")

    assert None is not paragraph.find(f"{qualified('w:pPr')}/{qualified('w:bidi')}")
    assert "fa-IR" == value(paragraph, "w:r/w:rPr/w:lang", "w:bidi")


def test_a_link_is_one_relationship_however_often_it_is_used():
    link = tree.Link((Text("x"),), "https://example.org/ä b?q=1&r=2", "A title")
    word = one(link, Text(" and "), link)
    targets = [r.get("Target") for r in word.relationships("word/document.xml").values() if r.get("TargetMode") == "External"]

    assert ["https://example.org/%C3%A4%20b?q=1&r=2"] == targets
    assert {"A title"} == {e.get(qualified("w:tooltip")) for e in word.body.iter(qualified("w:hyperlink"))}


def test_a_link_inside_the_document_leads_to_the_bookmark():
    target = "a-heading-with-a-very-long-name-that-word-would-not-take"
    word = written(tree.Paragraph((tree.Link((Text("there"),), f"#{target}"),)), tree.Heading(1, (Text("H"),), target))
    (name,) = bookmarks(word)

    assert name == next(word.body.iter(qualified("w:hyperlink"))).get(qualified("w:anchor"))
    assert len(name) <= 40


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//example.org", "#nowhere", "http://[::1"]
)
def test_a_link_that_may_not_be_followed_is_only_its_text(target):
    word = one(tree.Link((Text("text"),), target))

    assert ["text"] == word.texts()
    assert [] == list(word.body.iter(qualified("w:hyperlink")))
    assert target.encode() not in b"".join(word.parts.values())


def test_a_link_in_a_link_is_its_words():
    inner = tree.Link((Text("inner"),), "https://example.org/b")
    word = one(tree.Link((Text("outer "), inner), "https://example.org/a"))

    (link,) = word.body.iter(qualified("w:hyperlink"))
    assert "outer inner" == text_of(link)
    assert "https://example.org/b" not in str(word.relationships("word/document.xml"))


def test_a_foreign_host_and_path_are_in_ascii():
    word = one(tree.Link((Text("text"),), "https://пример.рф/ä b?c=100%"))

    targets = [r.get("Target") for r in word.relationships("word/document.xml").values() if r.get("TargetMode") == "External"]
    assert ["https://xn--e1afmkfd.xn--p1ai/%C3%A4%20b?c=100%25"] == targets


def test_names_that_differ_only_in_what_word_cannot_tell_apart_stay_apart():
    word = written(*(tree.Heading(1, (Text(name),), name) for name in ("a-b", "a_b", "A b", "7", "ى")))

    assert ["a_b", "a_b_2", "A_b_3", "at_7", "ى"] == bookmarks(word)


def test_soft_and_unbreakable_hyphens_are_words_own():
    word = one(Text("so\u00adft non\u2011breaking"))

    assert ["so\u00adft non\u2011breaking"] == word.texts()
    assert "\u00ad".encode() not in word.parts["word/document.xml"]


def test_an_image_says_what_it_shows_or_that_it_is_decoration():
    pictures = {"map.png": specimen.picture()}
    word = written(tree.Paragraph((tree.Image("A map", "map.png"), tree.Image("", "map.png"))), pictures=pictures)
    described = list(word.body.iter(qualified("wp:docPr")))

    assert ["A map", ""] == [d.get("descr") for d in described]
    assert [False, True] == [next(d.iter(qualified("adec:decorative")), None) is not None for d in described]
    assert ["word/media/image1.png"] == [name for name in word.parts if "media" in name]


def test_an_image_that_is_not_there_is_told_in_words():
    assert ["A map"] == one(tree.Image("A map", "gone.png")).texts()


def test_punctuation_goes_with_a_right_to_left_language_and_latin_does_not():
    """Word would set a full stop after Persian at the wrong end if it were not marked."""
    div = tree.Div((tree.Paragraph((Text("واژه Brief در میان."),)),), Attributes(pairs=(("lang", "fa"),)))
    marked = [(text_of(run), run.find(f"{qualified('w:rPr')}/{qualified('w:rtl')}") is not None) for run in runs(written(div))]

    assert [("واژه", True), (" Brief ", False), ("در میان.", True)] == marked


def test_a_document_in_a_right_to_left_language_runs_so_by_its_style():
    english = tree.Div((tree.Paragraph((Text("English."),)),), Attributes(pairs=(("lang", "en"),)))
    rows = (tree.Row((tree.Cell((tree.Paragraph((Text("یک"),)),)),)),)
    word = written(tree.Paragraph((Text("در میان."),)), english, tree.Table((tree.Column(),), (), rows), language="fa")
    bidi = f"{qualified('w:pPr')}/{qualified('w:bidi')}"

    assert None is not word.styles["Normal"].find(bidi)
    assert None is word.paragraph("در میان.").find(bidi)
    assert "0" == value(word.paragraph("English."), "w:pPr/w:bidi")
    assert None is not next(word.body.iter(qualified("w:bidiVisual")), None)
