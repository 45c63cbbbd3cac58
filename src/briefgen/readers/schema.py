"""The table of fields as documentation and as JSON Schema (draft 2020-12), for editors that complete and check YAML."""

from __future__ import annotations

import json
from typing import Any

from briefgen.readers.fields import FIELDS, Field, Kind

_DATE = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}


def json_schema() -> str:
    """``briefs/brief.schema.json``."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Front matter of a brief",
        **_mapping(FIELDS),
        "required": [field.name for field in FIELDS if field.required],
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _mapping(fields: tuple[Field, ...]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": {field.name: _property(field) for field in fields}}


def _property(field: Field) -> dict[str, Any]:
    documented = {"description": field.doc.replace("`", "")} if field.doc else {}
    return documented | _value(field)


def _value(field: Field) -> dict[str, Any]:
    match field.kind:
        case Kind.TEXT:
            return {"type": "string"} | ({"pattern": f"^{field.pattern}$"} if field.pattern else {})
        case Kind.DATE:
            return dict(_DATE)
        case Kind.DATE_OR_TEXT:
            return {"type": "string"}
        case Kind.FLAG:
            return {"type": "boolean"}
        case Kind.CHOICE:
            return {"enum": list(map(str, field.choices))}
        case Kind.LIST:
            assert field.items is not None
            item = _value(field.items)
            return {"anyOf": [{"type": "array", "items": item}, item]}
        case Kind.NAMED:
            texts = {"type": "array", "items": {"type": "string"}}
            return {"anyOf": [{"type": "object", "additionalProperties": {"type": "string"}}, texts, {"type": "string"}]}
        case Kind.MAPPING:
            required = [item.name for item in field.fields if item.required]
            mapping = _mapping(field.fields) | ({"required": required} if required else {})
            return {"anyOf": [{"type": "string"}, mapping]} if field.shorthand else mapping


def markdown_table() -> str:
    """The fields as a Markdown table, those inside a mapping under it as ``mapping.key``."""
    rows = ["| Key | Value | Left out | What it is |", "|---|---|---|---|"]
    for field in FIELDS:
        rows.append(_row(field.name, field))
        inner = field.fields or (field.items.fields if field.items and not field.same_as else ())
        rows += [_row(f"{field.name}.{part.name}", part) for part in inner]
    return "\n".join(rows) + "\n"


def _row(name: str, field: Field) -> str:
    default = "**required**" if field.required else field.default or "—"
    return f"| `{name}` | {_describe(field)} | {default} | {field.doc} |"


def _describe(field: Field) -> str:
    match field.kind:
        case Kind.CHOICE:
            return ", ".join(f"`{choice}`" for choice in field.choices)
        case Kind.LIST:
            assert field.items is not None
            inner = _describe(field.items) if field.items.kind is not Kind.MAPPING else "mappings or texts"
            return f"list of {inner}" if field.items.kind is not Kind.TEXT else "list of texts"
        case Kind.MAPPING:
            return f"mapping, or its `{field.shorthand}`" if field.shorthand else "mapping"
        case Kind.NAMED:
            return "mapping of names to paths, or a list of paths"
        case Kind.DATE:
            return "date, `2022-10-20`"
        case kind:
            return kind
