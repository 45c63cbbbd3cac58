"""Word files for tests of letterheads, written part by part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from html import escape

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN = f"{WORD}.document.main+xml"
KINDS = {
    "styles": f"{WORD}.styles+xml",
    "settings": f"{WORD}.settings+xml",
    "numbering": f"{WORD}.numbering+xml",
    "fontTable": f"{WORD}.fontTable+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
    "footnotes": f"{WORD}.footnotes+xml",
    "header": f"{WORD}.header+xml",
    "footer": f"{WORD}.footer+xml",
}


def word_file(parts: Mapping[str, str | bytes], *, main: str = MAIN, pictures: Mapping[str, str] | None = None) -> bytes:
    """The bytes of a package. ``parts`` are by name under ``word/``; their kind is their name without digits and suffix.
    ``pictures`` are the document's, by the identifier it knows them by.
    """
    overrides = "".join(
        f'<Override PartName="/word/{name}" ContentType="{main if name == "document.xml" else KINDS[_kind(name)]}"/>'
        for name in parts
        if name == "document.xml" or _kind(name) in KINDS
    )
    types = (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f"{overrides}</Types>"
    )
    first = _relations({"rId1": ("officeDocument", "word/document.xml")})
    own = {f"rId-{_stem(name)}": (_kind(name), name) for name in parts if _kind(name) in KINDS}
    own |= {key: ("image", target) for key, target in (pictures or {}).items()}
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": types,
        "_rels/.rels": first,
        "word/_rels/document.xml.rels": _relations(own),
    }
    files |= {f"word/{name}": content for name, content in parts.items()}
    return zipped(files)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """An archive of the same bytes each time."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return stream.getvalue()


def _stem(name: str) -> str:
    return name.rpartition("/")[2].removesuffix(".xml")


def _kind(name: str) -> str:
    return _stem(name).rstrip("0123456789")


def _relations(relations: Mapping[str, tuple[str, str]]) -> str:
    items = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>' for key, (kind, target) in relations.items()
    )
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{items}</Relationships>'


def part(tag: str, content: str) -> str:
    """A part with its root element."""
    return f"{HEAD}<w:{tag} {NAMES}>{content}</w:{tag}>"


# ── pieces of text ───────────────────────────────────────────────────────────────────────────────────────────────────


def run(text: str, properties: str = "") -> str:
    """A run of words; a tab in them is Word's."""
    inner = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(words, quote=False)}</w:t>' for words in text.split("\t"))
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inner}</w:r>"


def field(instruction: str, result: str, properties: str = "") -> str:
    """A field in its long form."""
    style = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    mark = f'<w:r>{style}<w:fldChar w:fldCharType="%s"/></w:r>'
    words = f'<w:r>{style}<w:instrText xml:space="preserve"> {escape(instruction, quote=False)} </w:instrText></w:r>'
    return mark % "begin" + words + mark % "separate" + run(result, properties) + mark % "end"


def paragraph(style: str, *content: str, properties: str = "") -> str:
    """A paragraph in a style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{"".join(content)}</w:p>'


def control(key: str, shown: str, properties: str = "") -> str:
    """A content control in a line, tagged for briefgen."""
    described = f'<w:sdtPr><w:alias w:val="{shown}"/><w:tag w:val="bg:{key}"/><w:text/></w:sdtPr>'
    return f"<w:sdt>{described}<w:sdtContent>{run(shown, properties)}</w:sdtContent></w:sdt>"


def body_control() -> str:
    """The content control that the text of the brief takes the place of."""
    described = '<w:sdtPr><w:alias w:val="Text of the brief"/><w:tag w:val="bg:body"/></w:sdtPr>'
    shown = paragraph("BodyText", run("The text of the brief stands here."))
    return f"<w:sdt>{described}<w:sdtContent>{shown}</w:sdtContent></w:sdt>"


def style(
    name: str, *, identifier: str = "", kind: str = "paragraph", based: str = "Normal", p: str = "", r: str = "", more: str = ""
) -> str:
    """A style; its identifier is its name without spaces unless another is given."""
    identifier = identifier or name.title().replace(" ", "")
    default = ' w:default="1"' if name in {"Normal", "Normal Table", "Default Paragraph Font"} else ""
    inherits = f'<w:basedOn w:val="{based}"/>' if based and not default else ""
    shown = "<w:qFormat/>" if kind == "paragraph" else ""
    inner = (
        f'<w:name w:val="{name}"/>{inherits}{shown}'
        + (f"<w:pPr>{p}</w:pPr>" if p else "")
        + (f"<w:rPr>{r}</w:rPr>" if r else "")
        + more
    )
    return f'<w:style w:type="{kind}"{default} w:styleId="{identifier}">{inner}</w:style>'


def settings(mode: int = 15, more: str = "") -> str:
    """Settings with a compatibility mode."""
    said = f'<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="{mode}"/>'
    return part("settings", f'{more}<w:defaultTabStop w:val="720"/><w:compat>{said}</w:compat>')


def section(
    width: int = 11906,
    height: int = 16838,
    margins: Iterable[int] = (1440, 1440, 1440, 1440, 720, 720),
    references: str = "",
    more: str = "",
) -> str:
    """The properties of a section; margins are top, right, bottom, left, header and footer, in twentieths of a point."""
    names = ("top", "right", "bottom", "left", "header", "footer")
    said = " ".join(f'w:{name}="{value}"' for name, value in zip(names, margins, strict=True))
    return f'<w:sectPr>{references}<w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar {said} w:gutter="0"/>{more}</w:sectPr>'


def reference(kind: str, name: str, use: str = "default") -> str:
    """A section's reference to a header or footer part."""
    return f'<w:{kind}Reference w:type="{use}" r:id="rId-{name}"/>'


def theme(colours: Mapping[str, str], major: str, minor: str) -> str:
    """A theme with these colours and two fonts."""
    scheme = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colours.items())
    font = '<a:{0}Font><a:latin typeface="{1}"/><a:ea typeface=""/><a:cs typeface=""/></a:{0}Font>'
    plain = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{plain}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    formats = (
        f'<a:fmtScheme name="Office"><a:fillStyleLst>{plain * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{plain * 3}</a:bgFillStyleLst></a:fmtScheme>"
    )
    elements = (
        f'<a:clrScheme name="House">{scheme}</a:clrScheme><a:fontScheme name="House">{font.format("major", major)}'
        f"{font.format('minor', minor)}</a:fontScheme>{formats}"
    )
    names = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    return f'{HEAD}<a:theme {names} name="House"><a:themeElements>{elements}</a:themeElements></a:theme>'


def small(body: str = "", *, styles: str = "", **more: str) -> bytes:
    """A Word file of a few parts; ``more`` are parts by their names without suffix."""
    document = part(
        "document", f"<w:body>{body or paragraph('Normal', run('Text'))}{'' if 'w:sectPr' in body else section()}</w:body>"
    )
    parts = {"document.xml": document, "styles.xml": styles or part("styles", style("Normal")), "settings.xml": settings()}
    return word_file(parts | {f"{name}.xml": content for name, content in more.items()})
