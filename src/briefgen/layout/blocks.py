"""Blocks of the tree into atoms: one function a kind of block."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from briefgen.layout import contents, figure, lists, margin, panel, table
from briefgen.layout.flow import anchor, anchor_title, labelled, ragged
from briefgen.layout.galley import Atom, Box, Frame
from briefgen.layout.pages import OutlineEntry, Rectangle, Rule
from briefgen.layout.structure import TITLES, Stretch
from briefgen.model import tree
from briefgen.model.house import BoxStyle, Length
from briefgen.model.role import Role, heading
from briefgen.model.value import replace
from briefgen.model.walk import plain_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.layout.flow import Flow
    from briefgen.model.house import TextStyle

# The bar in the margin column at a section's title.
_BAR_WIDTH, _BAR_HEIGHT = 46.0, 4.2
_OUTLINE_DEPTH = 3
# A lead of so few lines belongs to its heading and to what follows it: no page ends with them.
_SHORT_LEAD = 5
# A row of code so short is never broken; the set-in of a broken one, where there is room for it, and of the bar before it.
_SHORT_ROW, _TURN, _WIDE_ENOUGH, _BAR_IN = 12, 10.0, 60.0, 3.0
# How far over a pull-quote its rule is, where it stands in the text.
_OVER_PULLED = 4.0
# "No linguistic content" (ISO 639-2): code reads from left to right whatever is written around it.
_OF_CODE = "zxx"
_BALANCED = TITLES | {Role.SUBTITLE}


def set_blocks(flow: Flow, blocks: Sequence[tree.Block]) -> None:
    """Set blocks one under the other, and some of them in the margin beside others."""
    waiting: list[Atom] = []
    before: tuple[int, int] | None = None
    for number, block in enumerate(blocks):
        if margin.is_marginal(flow, block) and isinstance(block, tree.Callout | tree.BlockQuote):
            following = next((one for one in blocks[number + 1 :] if not margin.is_marginal(flow, one)), None)
            side = margin.set_marginal(flow, block) if before or (following and margin.is_host(following)) else []
            if side and following and margin.is_host(following):
                waiting += side
                continue
            if side and before:
                margin.stand_beside(flow.atoms[slice(*before)], side, before=False)
                continue
        start = len(flow.atoms)
        set_block(flow, block)
        is_host = margin.is_host(block) and len(flow.atoms) > start
        before = (start, len(flow.atoms)) if is_host else None
        if waiting and is_host:
            margin.stand_beside(flow.atoms[start:], waiting, before=True)
            waiting = []


def inside(flow: Flow) -> Flow:
    """The flow in a section of its own."""
    return replace(flow, parent=flow.parent.add("Sect"))


def set_block(flow: Flow, block: tree.Block) -> None:
    """Set one block at the end of the galley."""
    match block:
        case tree.Paragraph():
            _paragraph(flow, block)
        case tree.Heading():
            _heading(flow, block)
        case tree.Section():
            set_blocks(inside(flow), block.children)
        case tree.BulletList() | tree.OrderedList():
            lists.set_list(flow, block)
        case tree.DefinitionList():
            lists.set_definitions(flow, block)
        case tree.BlockQuote():
            _quote(flow, block)
        case tree.CodeBlock():
            _code(flow, block)
        case tree.Table():
            table.set_table(flow, block)
        case tree.Figure():
            figure.set_figure(flow, block)
        case tree.Judgment() | tree.Callout() | tree.Panel():
            _boxed(flow, block)
        case tree.Chronology() | tree.Div():
            _within(flow, block.children, block.attributes)
        case tree.Cover():
            set_blocks(flow, block.children)
        case tree.Contents():
            contents.set_contents(flow, block)
        case tree.ReferenceList():
            _references(flow, block)
        case tree.ThematicBreak():
            _thematic_break(flow)
        case tree.PageBreak():
            flow.add(Atom(0.0, new_page=True))
        case _:
            assert_never(block)


def _boxed(flow: Flow, block: tree.Judgment | tree.Callout | tree.Panel) -> None:
    if isinstance(block, tree.Panel):
        panel.set_panel(flow, block, _panel_heading)
    elif isinstance(block, tree.Callout):
        panel.set_callout(flow, block)
    else:
        panel.set_judgments(flow, (block,))


def _paragraph(flow: Flow, block: tree.Paragraph) -> None:
    title = block.role in TITLES
    element = flow.parent.add(flow.job.tags.title() if title else "P")
    atoms = flow.paragraph(block.children, flow.style_of(block.role), element, title=block.role in _BALANCED)
    if title:
        anchor_title(flow.job, atoms, plain_text(block))
    if block.role is Role.COLOPHON:
        _sinking(flow, atoms)
    if block.role is Role.LEAD and len(atoms) <= _SHORT_LEAD:
        for atom in atoms:
            atom.keep = True
    flow.add(*atoms)


def _sinking(flow: Flow, atoms: list[Atom]) -> None:
    """A colophon goes to the foot of the last page, under a rule."""
    if not (flow.atoms and flow.atoms[-1].sinks):
        atoms[0].before = max(atoms[0].before, 24.0)
        atoms[0].items.append(Rule(flow.frame.x, 8.0, flow.frame.right, 8.0, 0.5, flow.job.style.colours["rule"]))
    else:
        flow.atoms[-1].keep = True
    for atom in atoms:
        atom.sinks = True
        atom.keep = atom is not atoms[-1]


def _heading(flow: Flow, block: tree.Heading) -> None:
    style = flow.job.role(heading(block.level))
    atoms = _heading_lines(flow, block, heading(block.level))
    if block.level == 1 and flow.frame.x > flow.wide.x + _BAR_WIDTH and not flow.boxes:
        top = -(style.leading.pt / 2 + 0.32 * style.size.pt - 0.67 * style.size.pt)
        bar = Rectangle(flow.wide.x, top - _BAR_HEIGHT, _BAR_WIDTH, _BAR_HEIGHT, flow.job.style.colours["accent"])
        atoms[0].items.append(bar)
        atoms[0].wide = True
    flow.job.level = block.level
    if block.level == 1:
        atoms[0].title = " ".join(plain_text(block.children).split())
    flow.add(*atoms)


def _panel_heading(flow: Flow, block: tree.Heading) -> None:
    flow.add(*_heading_lines(flow, block, Role.PANEL_HEADING))


def _heading_lines(flow: Flow, block: tree.Heading, role: Role) -> list[Atom]:
    # A heading that says nothing leaves no element, so it may not count as one that others follow.
    says = block.label or plain_text(block.children, notes=True).strip()
    element = flow.parent.add(flow.job.tags.heading(block.level) if says else "P")
    atoms = flow.paragraph(labelled(block.label, block.children), flow.job.role(role), element, title=True)
    atoms[0].opens, atoms[0].level = True, block.level
    for atom in atoms:
        atom.keep = True
    anchor(atoms, block.identifier, block.attributes.identifier)
    if block.identifier and block.level <= _OUTLINE_DEPTH:
        words = [block.number, *plain_text(block.children).split()]
        flow.job.outline.append(OutlineEntry(" ".join(filter(None, words)), block.level, block.identifier))
    return atoms


def _within(flow: Flow, blocks: Sequence[tree.Block], attributes: tree.Attributes) -> None:
    """Blocks of a div; ``lang`` says their language."""
    language = attributes.get("lang")
    parent = flow.parent.add("Div")
    parent.language = language or None
    before = len(flow.atoms)
    set_blocks(replace(flow, parent=parent, language=language or flow.language), blocks)
    anchor(flow.atoms[before:], attributes.identifier)


def _quote(flow: Flow, block: tree.BlockQuote) -> None:
    element = flow.parent.add("BlockQuote")
    first = len(flow.atoms)
    set_blocks(replace(flow, parent=element), block.children)
    anchor(flow.atoms[first:], block.attributes.identifier)
    if block.is_pulled and len(flow.atoms) > first:
        _ruled(flow, flow.atoms[first])
    if block.attribution:
        if flow.atoms:
            flow.atoms[-1].keep = True
        said = labelled(block.attribution_label, block.attribution)
        style = flow.job.role(Role.ATTRIBUTION)
        flow.add(*flow.paragraph(said, margin.flush(style) if block.is_pulled else style, element.add("P")))


def _ruled(flow: Flow, atom: Atom) -> None:
    """The rule over a pull-quote that stands in the text."""
    colour = flow.job.role(Role.PULL_QUOTE).colour
    x = flow.frame.right - _BAR_WIDTH if flow.turned else flow.frame.x
    atom.items.append(Rule(x, _OVER_PULLED, x + _BAR_WIDTH, _OVER_PULLED, 1.0, colour))
    atom.before = max(atom.before, 4 * _OVER_PULLED)


def _code(flow: Flow, block: tree.CodeBlock) -> None:
    """Preformatted lines; spaces are kept by making them unbreakable, and what is too wide goes on in the next line."""
    style = replace(flow.job.role(Role.CODE_BLOCK), features=("-liga", "-clig"), hyphenate=False)
    element = flow.parent.add("Code")
    flow = replace(flow, language=_OF_CODE)
    frame = flow.frame
    if style.background is not None:
        colour, none = style.background, Length(0)
        box = BoxStyle(colour, colour, none, none, Length.from_pt(6), style.space_before, style.space_after)
        flow = replace(flow, boxes=(*flow.boxes, Box(frame, box)))
    rows = block.text.split("\n")
    plain = replace(style, space_before=Length(0), space_after=Length(0), indent_first=Length(0))
    hanging = _hanging(plain, rows, frame)
    for number, row in enumerate(rows):
        inlines = (tree.Text(_hard_spaced(row)),) if row.strip() else ()
        # Each row is a content of its own, so that whoever reads the structure does not run them together.
        atoms = flow.lines([(inlines, flow.manner, Stretch(element))], plain if len(row) < _SHORT_ROW else hanging, frame=frame)
        atoms[0].keep = number == 0 and len(rows) > 1
        bar = _bar(flow, frame.x + hanging.indent_left.pt - _TURN, style)
        for atom in atoms[1:]:
            atom.boxes = (bar,)
        flow.add(*atoms)
    flow.atoms[-1].after = style.space_after.pt


def _hanging(style: TextStyle, rows: Sequence[str], frame: Frame) -> TextStyle:
    """A style whose lines but the first are set in, so that a row that goes on is told from a new one."""
    if max(map(len, rows)) < _SHORT_ROW or frame.width < _WIDE_ENOUGH:
        return style
    return replace(style, indent_left=Length.from_pt(style.indent_left.pt + _TURN), indent_first=Length.from_pt(-_TURN))


def _bar(flow: Flow, x: float, style: TextStyle) -> Box:
    """The bar before lines of code that go on from the one above; it is behind the text, so that nobody copies it."""
    none, colour, frame = Length(0), flow.job.style.colours["rule"], Frame(x + _BAR_IN, 1.2)
    frame = flow.frame.reflected(frame) if flow.turned else frame
    return Box(frame, BoxStyle(style.background or colour, colour, Length.from_pt(1.2), none, none, none, none))


def _hard_spaced(row: str) -> str:
    """Spaces at the beginning of a row, and runs of them inside, are not taken for the ends of words."""
    row = row.expandtabs(4)
    body = row.lstrip(" ")
    return "\u00a0" * (len(row) - len(body)) + body.replace("  ", "\u00a0 ")


def _references(flow: Flow, block: tree.ReferenceList) -> None:
    style = ragged(flow.job.role(Role.REFERENCE))
    for entry in block.entries:
        label = (*entry.label, tree.Text(" ")) if entry.label else ()
        flow.add(*flow.paragraph((*label, *entry.children), style, flow.parent.add("P")))


def _thematic_break(flow: Flow) -> None:
    middle = flow.frame.x + flow.frame.width / 2
    rule = Rule(middle - 28, -6, middle + 28, -6, 0.6, flow.job.style.colours["rule"])
    flow.add(Atom(12.0, items=[rule], before=8.0, after=8.0, keep=True))
