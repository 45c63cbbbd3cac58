"""What running lines say: words, and fields for what differs from page to page, with true results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.role import Role
from briefgen.model.running import PageField
from briefgen.writers.docx.fields import field
from briefgen.writers.docx.inlines import plain
from briefgen.writers.docx.markup import NOTHING, Xml, join, w
from briefgen.writers.docx.stylenames import NAMES

if TYPE_CHECKING:
    from briefgen.model import tree
    from briefgen.model.house import HouseStyle
    from briefgen.model.manifest import Manifest
    from briefgen.model.running import RunningLine, RunningText

_TAB = w("r", w("tab"))


class Fields:
    """What differs from page to page, with results that are true of the first of them or of all."""

    def __init__(self, meta: tree.Meta, house: HouseStyle, manifest: Manifest) -> None:
        self._meta = meta
        self._house = house
        self._pages = max(1, manifest.page_map.pages)

    def header(self, name: str) -> Xml:
        """Who speaks, the running section and the page's number."""
        number = field("PAGE", plain("1", NAMES[Role.PAGE_NUMBER].id))
        return join((plain(name) if name else NOTHING, _TAB, self._section(NAMES[Role.HEADER_SECTION].id), _TAB, number))

    def footer(self) -> Xml:
        """The title and ``Page {page} of {pages}``, with fields in place of the names."""
        pattern = self._house.labels.get("page-of", "{page} / {pages}")
        before, _, rest = pattern.partition("{page}")
        between, _, after = rest.partition("{pages}")
        count: RunningText = (before, PageField.PAGE, between, PageField.PAGES, after)
        return join((plain(self._meta.running_title or self._meta.title), _TAB, self._text(count)))

    def line(self, line: RunningLine) -> Xml:
        """A line that the house words itself."""
        after = (_TAB, self._text(line.centre), _TAB, self._text(line.right)) if line.centre or line.right else ()
        return join((self._text(line.left), *after))

    def _text(self, text: RunningText) -> Xml:
        return join([self._piece(piece) for piece in text])

    def _piece(self, piece: str | PageField) -> Xml:
        match piece:
            case PageField.PAGE:
                return field("PAGE", plain("1"))
            case PageField.PAGES:
                return field("NUMPAGES", plain(str(self._pages)))
            case PageField.SECTION:
                return self._section()
            case _:
                return plain(piece) if piece else NOTHING

    def _section(self, style: str = "") -> Xml:
        # By number: in a Word of another language the style is not called "heading 1".
        # Its result is the title, which is true of every page for programs that do not work the field out.
        return field("STYLEREF 1", plain(self._meta.running_title or self._meta.title, style))
