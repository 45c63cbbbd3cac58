from __future__ import annotations

import pytest

from briefgen.citations.punctuation import fit, settle
from briefgen.model import tree
from briefgen.model.citation import CiteItem, CiteMode


def mark(mode=CiteMode.NORMAL, content=None):
    return tree.Cite((CiteItem("x"),), mode, (content or tree.Note((tree.Paragraph((tree.Text("Source."),)),)),))


NOTE = tree.Note((tree.Paragraph((tree.Text("The author's own."),)),))


def line(written):
    """``text [@x].`` as inlines: ``[@x]`` a citation printed as a note, ``@x`` one with the author in the text, ``[^]`` an author's
    note, ``[@=x]`` one printed in the line, ``|`` a line end of the source, ``*a*`` emphasis."""
    inlines = []
    made = {
        "[@x]": mark(),
        "@x": mark(CiteMode.AUTHOR_IN_TEXT),
        "[^]": NOTE,
        "[@sup]": mark(content=tree.Superscript((tree.Text("3"),))),
        "[@=x]": tree.Cite((CiteItem("x"),), children=(tree.Text("(ibid.)"),)),
        "|": tree.SoftBreak(),
        "*a*": tree.Emphasis((tree.Text("a"),)),
    }
    while written:
        token = next((token for token in made if written.startswith(token)), None)
        if token:
            inlines.append(made[token])
            written = written[len(token) :]
            continue
        if inlines and isinstance(inlines[-1], tree.Text):
            inlines[-1] = tree.Text(inlines[-1].text + written[0])
        else:
            inlines.append(tree.Text(written[0]))
        written = written[1:]
    return tuple(inlines)


def seen(inlines):
    def one(node):
        match node:
            case tree.Text():
                return node.text
            case tree.Cite(children=(tree.Note(),)) | tree.Note():
                return "¹"
            case tree.Cite(children=(tree.Superscript(),)):
                return "³"
            case tree.Superscript():
                return "˒"
            case tree.SoftBreak():
                return "|"
            case _:
                return "".join(map(one, node.children))

    return "".join(map(one, inlines))


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("text [@x].", "text.¹"),
        ("text [@x], more", "text,¹ more"),
        ("text [@x]; more", "text;¹ more"),
        ("text [@x]: more", "text:¹ more"),
        ("text [@x]? More", "text?¹ More"),
        ("text [@x]… More", "text…¹ More"),
        ("text [@x] more", "text¹ more"),
        ("text|[@x].|More", "text.¹|More"),
        ("text[@x].", "text.¹"),
        ("text. [@x] More", "text.¹ More"),
        ("text. [@x]. More", "text.¹ More"),
        ("the U.S. [@x].", "the U.S.¹"),
        ("is it so? [@x].", "is it so?¹"),
        ("“text” [@x].", "“text”.¹"),
        ("“text [@x].” More", "“text.”¹ More"),
        ("“text [@x]” more", "“text”¹ more"),
        ("“text.” [@x] More", "“text.”¹ More"),
        ("“text.” [@x]. More", "“text.”¹ More"),
        ("‘text [@x]’, more", "‘text’,¹ more"),
        ("the word [@x]’s end", "the word¹’s end"),
        ("Smith@x’s view", "Smith’s¹ view"),
        ("Smith@x, who", "Smith,¹ who"),
        ("text [@x]—more", "text¹—more"),
        ("text [@x] – more", "text¹ – more"),
        ("(text [@x]). More", "(text¹). More"),
        ("text ([@x]). More", "text.¹ More"),
        ("text ([@x]) more", "text¹ more"),
        ("text [@x][@x].", "text.¹˒¹"),
        ("text [@x] [@x], more", "text,¹˒¹ more"),
        ("text[^] [@x].", "text.¹˒¹"),
        ("text.[^] [@x]. More", "text.¹˒¹ More"),
        ("text [@x]. ([@x].) More", "text.¹˒¹ More"),
        ("text [@x]. ([@x]). More", "text.¹˒¹ More"),
        ("[@x] shows", "¹ shows"),
        ("*a* [@x].", "a.¹"),
        ("text [@x]*a*", "text¹a"),
        ("text[^].", "text¹."),
        ("text [@sup].", "text.³"),
        ("text [@=x].", "text (ibid.)."),
        ("text ([@=x]) more", "text (ibid.) more"),
        ("text [@=x]", "text (ibid.)"),
    ],
)
def test_a_mark_stands_where_a_typesetter_puts_it(written, printed):
    assert printed == seen(settle(fit(line(written), stops_inside=True)))


@pytest.mark.parametrize("written", ["text", "text[^], more", "*a* text", ""])
def test_a_line_without_citations_is_left_as_it_is(written):
    assert line(written) == settle(fit(line(written), stops_inside=True))


def test_nothing_empty_is_left_behind():
    settled = settle(line(" [@x].") + line("[@x]"))

    assert [] == [node for node in settled if isinstance(node, tree.Text) and not node.text]
