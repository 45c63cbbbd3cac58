from __future__ import annotations

import pytest

from briefgen.model import tree
from briefgen.model.position import Position
from briefgen.model.walk import walk
from briefgen.readers import read_markdown
from briefgen.testing import MemoryFiles

RICH = """\
# A *heading* with @key {#id .x}

Plain **strong *both*** `code` ~~out~~ x^2^ H~2~O \\
next "quoted" line [span]{.a} [link *in*](https://example.org) ![pic](a.png)
&amp; entity \\* escape <https://example.org> @who [p. 3; see @which], [-@that].[^n] ^[inline *note*]

   Indented paragraph
 with *odd* indents   and a hard break  \n   then [more @cites, p. 4].

- item *one*
  continued `here`

  > quoted in a list
  > over [@two, p. 1] *lines*

- [x] task *done*
    1. inner @five

\t> tabbed

Term *t*
: Definition **d** [@x]

    | a | *b* |
    |---|-----|
    | 1 | \\| x \\| *y* @z |
    |two| |

| Left | Right *r* |
|------|:---------:|
| `c`  | [@k, p. 2] \\| *z* |
no pipes *here*

Table: Caption *text* @cap {#t source="From @src"}

> quote > *not nested*
>> nested *e*
lazy *continuation*

::: {.judgment likelihood=likely}
Judged *text*.

::: {.note title="x"}
Inner *one*
:::
:::

[^n]: Note *text*, [see @n1].

    - listed *in* note

Setext *head*
two lines {.c}
--------------

```python
code
```

    indented code

***

![Figure *cap*](b.png){source="Made by @maker"}

<b>html *raw*</b>
"""

FIRST = {
    tree.Emphasis: "*",
    tree.Strong: "**",
    tree.Strikeout: "~~",
    tree.Superscript: "^",
    tree.Subscript: "~",
    tree.Code: "`",
    tree.Image: "![",
    tree.Span: "[",
    tree.Figure: "![",
    tree.BlockQuote: ">",
    tree.Judgment: ":::",
    tree.Callout: ":::",
    tree.ThematicBreak: "***",
}
SIGNS = str.maketrans({"“": '"', "”": '"', "’": "'", "—": "-", "–": "-", "…": "."})


def beginnings(node) -> tuple[str, ...]:
    """What may stand in the source where a node begins."""
    match node:
        case tree.Text():
            return (node.text[0].translate(SIGNS), "&amp;", "\\*", "\\|")
        case tree.Link():
            return ("[", "<")
        case tree.Cite():
            return ("[", "@")
        case tree.Note():
            return ("[^", "^[")
        case tree.BulletList() | tree.ListItem() | tree.OrderedList():
            return ("- ", "1. ")
        case tree.CodeBlock():
            return ("```", "indented")
        case tree.Table() | tree.Row():
            return ("|", "no pipes")
        case tree.DefinitionList() | tree.Definition():
            return ("Term",)
        case tree.Heading():
            return ("#", "Setext")
        case tree.LineBreak():
            return ("\\", "\n")
        case tree.SoftBreak():
            return ("\n",)
        case _:
            return (FIRST[type(node)],)


def remainder(text: str, place: Position) -> str:
    lines = text.split("\n")
    return "\n".join(lines[place.line - 1 :])[place.column - 1 :]


def placed_nodes(text: str):
    for node in walk(read_markdown(text, file="a.md").value):
        if isinstance(node, tree.Paragraph | tree.Cell) and node.children:
            assert node.position == node.children[0].position, node
        elif not isinstance(node, tree.Cell):
            yield node


def test_every_node_stands_where_its_first_character_is():
    count = 0
    for node in placed_nodes(RICH):
        assert node.position is not None, node
        assert remainder(RICH, node.position).startswith(beginnings(node)), (str(node.position), node)
        count += 1
    assert count > 150


def test_every_source_of_a_citation_stands_at_its_key():
    keys = []
    for cite in (node for node in walk(read_markdown(RICH, file="a.md").value) if isinstance(node, tree.Cite)):
        for item in cite.items:
            sign = "-@" if item.suppress_author else "@"
            assert remainder(RICH, item.position).startswith(f"{sign}{item.key}"), item
            keys.append(item.key)
    assert sorted(set(keys)) == sorted("key who which that cites two five x z k cap src n1 maker".split())


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends_of_other_systems_change_no_place(ending):
    def places(text):
        return [node.position for node in walk(read_markdown(text, file="a.md").value)]

    assert places(RICH) == places(RICH.replace("\n", ending))


def test_every_character_of_a_paragraph_of_text_has_its_column():
    text = "> - ab *cd*\n>   ef `g`\n"
    found = {node.text: node.position for node in walk(read_markdown(text, file="a.md").value) if isinstance(node, tree.Text)}
    assert {"ab ": (1, 5), "cd": (1, 9), "ef ": (2, 5)} == {word: (place.line, place.column) for word, place in found.items()}


def test_columns_count_characters_and_a_tab_is_one():
    text = "-\té𝔘 *x*"
    (emphasis,) = [node for node in walk(read_markdown(text, file="a.md").value) if isinstance(node, tree.Emphasis)]
    assert Position("a.md", 1, 6) == emphasis.position


def test_the_first_line_of_a_body_is_counted_from_where_it_stands():
    (paragraph,) = read_markdown("*x*", file="b.md", first_line=12).value
    assert Position("b.md", 12, 1) == paragraph.position


def test_an_included_file_has_its_own_places_and_the_text_after_it_keeps_its_own():
    files = MemoryFiles({"briefs/x/part.md": b"one\n\n*two* ![p](pic.png) x"})
    blocks = read_markdown("*a*\n\n!include x/part.md\n\n*b*\n", file="briefs/main.md", files=files).value
    places = [str(node.position) for node in walk(blocks) if isinstance(node, tree.Emphasis)]
    assert ["briefs/main.md:1:1", "briefs/x/part.md:3:1", "briefs/main.md:5:1"] == places
    assert ["briefs/x/pic.png"] == [node.target for node in walk(blocks) if isinstance(node, tree.Image)]
