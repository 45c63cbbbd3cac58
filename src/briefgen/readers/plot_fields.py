"""What may stand in a block that is drawn, key by key: the table from which its reading and its documentation are made."""

from __future__ import annotations

from briefgen.model.plot import ChartKind, Scale
from briefgen.readers.fields import Field, Kind

_TEXTS = Field("", Kind.TEXT, "")


def _texts(name: str, doc: str) -> Field:
    return Field(name, Kind.LIST, doc, items=_TEXTS)


COMMON = (
    Field("caption", Kind.TEXT, "Caption, in Markdown"),
    Field("source", Kind.TEXT, "Line under it that says where it comes from, in Markdown, with citations"),
    Field("alt", Kind.TEXT, "What it shows, in words", "made from the data"),
    Field("width", Kind.TEXT, "Width, such as `60%` or `8cm`", "that of the page's frame"),
    Field("height", Kind.TEXT, "Height in points", "as it comes"),
)
_DATA = (
    Field("data", Kind.TEXT, "CSV file, its path from this file"),
    Field("rows", Kind.TEXT, "The rows themselves as CSV, in place of a file: `rows: |` and lines under it"),
    Field("delimiter", Kind.CHOICE, "What parts the cells", "`,`", choices=(",", ";", "|", "tab")),
)
CHART = (
    Field("type", Kind.CHOICE, "Kind of chart", "`bar`", choices=tuple(ChartKind)),
    *_DATA,
    Field("x", Kind.TEXT, "Column of the categories or dates", "the first"),
    _texts("y", "Columns of values, one series each; without it all the others"),
    Field("series", Kind.TEXT, "Column that names the series, where each row has one value"),
    Field("unit", Kind.TEXT, "Unit of the values, such as `%` or `$bn`"),
    Field("axis", Kind.TEXT, "What is measured"),
    _texts("highlight", "Categories or series that stand out"),
    Field("scale", Kind.CHOICE, "How the axis counts", "`linear`", choices=tuple(Scale)),
    Field("labels", Kind.FLAG, "Whether values are printed", "yes"),
    Field("upright", Kind.FLAG, "Whether bars stand", "no"),
    *COMMON,
)
_EVENT = (
    Field("date", Kind.TEXT, "Day, month or year: `2022-08-09`, `2022-08`, `2022`", required=True),
    Field("label", Kind.TEXT, "What happened", required=True),
    Field("end", Kind.TEXT, "When it ended"),
    Field("lane", Kind.TEXT, "Line of its own that it stands on"),
    Field("highlight", Kind.FLAG, "Whether it stands out", "no"),
)
TIMELINE = (
    Field("events", Kind.LIST, "The events", items=Field("", Kind.MAPPING, "", fields=_EVENT)),
    *_DATA,
    Field("start", Kind.TEXT, "Where the line begins", "from the events"),
    Field("end", Kind.TEXT, "Where it ends", "from the events"),
    *COMMON,
)
_AREA = (
    Field("name", Kind.TEXT, "Country, by its name or ISO 3166 code", required=True),
    Field("label", Kind.TEXT, "What is printed on it", "its name"),
    Field("key", Kind.TEXT, "Entry of the legend; areas of one entry have one colour"),
)
_SPOT = (
    Field("name", Kind.TEXT, "Place", required=True),
    Field("label", Kind.TEXT, "What is printed beside it", "its name"),
    Field("at", Kind.LIST, "Longitude and latitude in degrees", "as the gazetteer has it", items=_TEXTS),
)
_ARROW = (
    Field("from", Kind.TEXT, "Place where it begins", required=True),
    Field("to", Kind.TEXT, "Place where it ends", required=True),
    _texts("through", "Places on its way"),
    Field("label", Kind.TEXT, "What is printed beside it"),
    Field("key", Kind.TEXT, "Entry of the legend"),
)
MAP = (
    Field("region", Kind.TEXT, "Preset, such as `Ukraine`, `Syria`, `Venezuela`, `Black Sea`, `Iran-Russia`"),
    Field("bbox", Kind.LIST, "West, south, east and north in degrees, in place of a preset", items=_TEXTS),
    Field("countries", Kind.LIST, "Countries in colour", items=Field("", Kind.MAPPING, "", fields=_AREA, shorthand="name")),
    Field("cities", Kind.LIST, "Places that are marked", items=Field("", Kind.MAPPING, "", fields=_SPOT, shorthand="name")),
    Field("arrows", Kind.LIST, "What moves", items=Field("", Kind.MAPPING, "", fields=_ARROW)),
    _texts("names", "Other countries whose names are printed"),
    Field("seas", Kind.FLAG, "Whether names of seas are printed", "yes"),
    Field("legend", Kind.FLAG, "Whether a legend is printed", "yes"),
    Field("scale", Kind.FLAG, "Whether a scale bar is printed", "yes"),
    *COMMON,
)
PLOTS = {"chart": CHART, "timeline": TIMELINE, "map": MAP}
"""The keys of each kind of block."""


def markdown_table(kind: str) -> str:
    """The keys of a kind of block as a table for the authors' guide."""
    rows = ["| Key | Value | Left out | What it is |", "|---|---|---|---|"]
    rows += _rows(PLOTS[kind], "")
    return "\n".join(rows) + "\n"


def _rows(fields: tuple[Field, ...], path: str) -> list[str]:
    made: list[str] = []
    for item in fields:
        inner = item.items or item
        default = "**required**" if item.required else item.default or "—"
        made.append(f"| `{path}{item.name}` | {_value(item)} | {default} | {item.doc} |")
        made += _rows(inner.fields, f"{path}{item.name}.")
    return made


def _value(item: Field) -> str:
    match item.kind:
        case Kind.LIST if item.items and item.items.kind is Kind.MAPPING:
            return "list of mappings or texts" if item.items.shorthand else "list of mappings"
        case Kind.LIST:
            return "list of texts"
        case Kind.CHOICE:
            return ", ".join(f"`{choice}`" for choice in item.choices).replace("|", r"\|")
        case _:
            return str(item.kind)
