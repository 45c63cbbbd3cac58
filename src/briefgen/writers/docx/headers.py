"""Running heads and feet: the marking, where one is, who speaks and which page it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.role import Role
from briefgen.model.value import dataclass
from briefgen.writers.docx import formatting
from briefgen.writers.docx.fields import field
from briefgen.writers.docx.inlines import plain
from briefgen.writers.docx.markup import NOTHING, Xml, join, part, w
from briefgen.writers.docx.stylenames import MARKING_LABEL, NAMES

if TYPE_CHECKING:
    from briefgen.model.house import HouseStyle
    from briefgen.model.manifest import Manifest

_PREFIXES = "w r mc w14"
# Where a baseline lies in its line, from the top, as a share of the leading.
_BASELINE = 0.78


@dataclass(frozen=True, slots=True)
class Distances:
    """Twips from the page's edges to the header and the footer, and between the marking and the running line."""

    header: int
    footer: int
    under_marking: int
    over_marking: int


def distances(house: HouseStyle, marking: str) -> Distances:
    """Where the running lines go, so that their baselines lie where the house has them."""
    page, box = house.page, house.marking.height.twips
    head, foot = house.roles[Role.HEADER], house.roles[Role.FOOTER]
    head_top = page.header_at.twips - round(head.leading.twips * _BASELINE)
    foot_bottom = page.footer_at.twips - round(foot.leading.twips * (1 - _BASELINE))
    if not marking:
        return Distances(max(0, head_top), max(0, foot_bottom), 0, 0)
    gaps = head_top - page.marking_top.twips - box, foot_bottom - page.marking_bottom.twips - box
    return Distances(page.marking_top.twips, page.marking_bottom.twips, max(0, gaps[0]), max(0, gaps[1]))


def sender(meta: tree.Meta) -> str:
    """Who speaks, at the head of every page: the series where there is one."""
    return meta.series or meta.organisation


def section_stop(meta: tree.Meta, house: HouseStyle) -> int:
    """Where the running section begins: over the text, or behind a sender's name that reaches into it."""
    bleed = house.page.text_left.twips - house.page.margin_left.twips
    return max(0, round(formatting.width(sender(meta), house.roles[Role.HEADER], house) * 20) - bleed + 240)


def header(meta: tree.Meta, house: HouseStyle, *, cover: bool = False) -> bytes:
    """The header part; a cover's has only the marking."""
    gap = distances(house, meta.marking).under_marking
    lines = [_marking(house, meta.marking, 0 if cover else gap, cover=cover)] if meta.marking else []
    if not cover:
        # By number: in a Word of another language the style is not called "heading 1".
        # Its result is the title, which is true of every page for programs that do not work the field out.
        section = field("STYLEREF 1", plain(meta.running_title or meta.title, NAMES[Role.HEADER_SECTION].id))
        number = field("PAGE", plain("1", NAMES[Role.PAGE_NUMBER].id))
        tab = w("r", w("tab"))
        lines.append(_line(Role.HEADER, join((plain(sender(meta)) if sender(meta) else NOTHING, tab, section, tab, number))))
    return part("w:hdr", _PREFIXES, *(lines or [w("p")]))


def footer(meta: tree.Meta, house: HouseStyle, manifest: Manifest, *, cover: bool = False) -> bytes:
    """The footer part; a cover's has only the marking."""
    lines = []
    if not cover:
        after = {"w:spacing": w("spacing", after=distances(house, meta.marking).over_marking)} if meta.marking else {}
        title = plain(meta.running_title or meta.title)
        count = _page_of(house.labels.get("page-of", "{page} / {pages}"), max(1, manifest.page_map.pages))
        lines.append(_line(Role.FOOTER, join((title, w("r", w("tab")), count)), after))
    if meta.marking:
        lines.append(_marking(house, meta.marking, cover=cover))
    return part("w:ftr", _PREFIXES, *(lines or [w("p")]))


def _line(role: Role, content: Xml, said: formatting.Properties | None = None) -> Xml:
    properties = {"w:pStyle": w("pStyle", val=NAMES[role].id), **(said or {})}
    return w("p", formatting.paragraph_properties(properties), content)


def _marking(house: HouseStyle, label: str, after: int = 0, *, cover: bool = False) -> Xml:
    height = house.marking.height.twips
    spacing = {"w:spacing": w("spacing", after=after, line=height, lineRule="exact")}
    if cover:
        # A cover's margins are the frame itself.
        spacing["w:ind"] = formatting.indents(0)
    # The spaces widen the lozenge; they do not break and are part of no word.
    return _line(Role.MARKING, plain(f"\u00a0{label}\u00a0", MARKING_LABEL.id), spacing)


def _page_of(pattern: str, pages: int) -> Xml:
    """``Page {page} of {pages}`` with fields in place of the names."""
    before, _, rest = pattern.partition("{page}")
    between, _, after = rest.partition("{pages}")
    fields = (field("PAGE", plain("1")), field("NUMPAGES", plain(str(pages))))
    texts = [plain(text) if text else NOTHING for text in (before, between, after)]
    return join((texts[0], fields[0], texts[1], fields[1], texts[2]))
