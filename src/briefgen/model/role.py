"""The closed list of text roles: what a house gives a style to and a writer asks it for."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """A job that text does in a document. A house styles every role; one it leaves out inherits from :data:`PARENT`."""

    BODY = "body"
    LEAD = "lead"
    TITLE = "title"
    SUBTITLE = "subtitle"
    AUTHOR = "author"
    ABSTRACT = "abstract"
    HEADING_1 = "heading-1"
    HEADING_2 = "heading-2"
    HEADING_3 = "heading-3"
    HEADING_4 = "heading-4"
    HEADING_5 = "heading-5"
    HEADING_6 = "heading-6"
    QUOTE = "quote"
    ATTRIBUTION = "attribution"
    CODE_BLOCK = "code-block"
    DEFINITION_TERM = "definition-term"
    DEFINITION = "definition"
    TABLE_HEAD = "table-head"
    TABLE_CELL = "table-cell"
    TABLE_ROW_HEAD = "table-row-head"
    CAPTION = "caption"
    SOURCE_LINE = "source-line"
    NOTE = "note"
    REFERENCE = "reference"
    PANEL_HEADING = "panel-heading"
    JUDGMENT = "judgment"
    JUDGMENT_NUMBER = "judgment-number"
    CONFIDENCE = "confidence"
    BLUF = "bluf"
    CALLOUT = "callout"
    CALLOUT_LABEL = "callout-label"
    MARGIN_NOTE = "margin-note"
    PULL_QUOTE = "pull-quote"
    CONTENTS_HEADING = "contents-heading"
    CONTENTS_1 = "contents-1"
    CONTENTS_2 = "contents-2"
    CONTENTS_3 = "contents-3"
    COVER_ORGANISATION = "cover-organisation"
    COVER_SERIES = "cover-series"
    COVER_TITLE = "cover-title"
    COVER_SUBTITLE = "cover-subtitle"
    COVER_DETAIL = "cover-detail"
    COVER_CONTENTS = "cover-contents"
    COLOPHON = "colophon"
    HEADER = "header"
    HEADER_SECTION = "header-section"
    FOOTER = "footer"
    PAGE_NUMBER = "page-number"
    MARKING = "marking"
    # Character roles: they change a run inside whatever paragraph it stands in; size None means the paragraph's.
    LINK = "link"
    NOTE_MARK = "note-mark"
    CODE = "code"
    CONFIDENCE_CHIP = "confidence-chip"


CHARACTER_ROLES = frozenset({Role.LINK, Role.NOTE_MARK, Role.CODE, Role.CONFIDENCE_CHIP})

HEADINGS = (Role.HEADING_1, Role.HEADING_2, Role.HEADING_3, Role.HEADING_4, Role.HEADING_5, Role.HEADING_6)

PARENT: dict[Role, Role] = {
    **dict.fromkeys(set(Role) - {Role.BODY}, Role.BODY),
    Role.SUBTITLE: Role.TITLE,
    Role.HEADING_2: Role.HEADING_1,
    Role.HEADING_3: Role.HEADING_2,
    Role.HEADING_4: Role.HEADING_3,
    Role.HEADING_5: Role.HEADING_4,
    Role.HEADING_6: Role.HEADING_5,
    Role.TABLE_HEAD: Role.TABLE_CELL,
    Role.TABLE_ROW_HEAD: Role.TABLE_CELL,
    Role.SOURCE_LINE: Role.CAPTION,
    Role.MARGIN_NOTE: Role.CALLOUT,
    Role.PULL_QUOTE: Role.QUOTE,
    Role.CONFIDENCE_CHIP: Role.CONFIDENCE,
    Role.CONTENTS_2: Role.CONTENTS_1,
    Role.CONTENTS_3: Role.CONTENTS_2,
    Role.COVER_TITLE: Role.TITLE,
    Role.COVER_SUBTITLE: Role.SUBTITLE,
    Role.COVER_CONTENTS: Role.COVER_DETAIL,
    Role.COVER_SERIES: Role.COVER_ORGANISATION,
    Role.HEADER_SECTION: Role.HEADER,
    Role.PAGE_NUMBER: Role.HEADER,
    Role.FOOTER: Role.HEADER,
}
"""Where a role's unset properties come from, as Word's based-on chain and Asciidoctor's theme keys do. BODY has no parent."""


def heading(level: int) -> Role:
    """The role of a heading; levels past six are set as six."""
    return HEADINGS[min(max(level, 1), 6) - 1]
