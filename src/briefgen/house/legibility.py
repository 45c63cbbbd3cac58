"""Whether people can read what a house prints: contrast, the length of lines, faces and languages that are there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from briefgen.model.contrast import contrast, least_contrast
from briefgen.model.diagnostic import Diagnostic, warning
from briefgen.model.house import Colour, HouseStyle
from briefgen.model.named import NamedTuple
from briefgen.model.role import Role

if TYPE_CHECKING:
    from briefgen.fonts import Face
    from briefgen.model.position import Position

_MANY, _SHOWN = 3, 4
"""So many findings of one named colour are one; so many of its roles are named."""
_PAPER = Colour(255, 255, 255)
SHORTEST, LONGEST = 40, 100
"""Characters of a line: with fewer, justified text has holes and headings break; with more, the eye loses the next line."""

_ALPHABET = "etaoin shrdlu etaoins cmfwypvbgk"
"""Letters about as often as in running text, to measure a line with."""

_BOXED = {
    "panel": (Role.PANEL_HEADING, Role.JUDGMENT, Role.JUDGMENT_NUMBER, Role.CONFIDENCE),
    "bluf": (Role.BLUF, Role.CALLOUT_LABEL),
}
_ON_COVER = tuple(role for role in Role if role.value.startswith("cover-"))
_ELSEWHERE = {Role.TABLE_HEAD, Role.MARKING, Role.CONFIDENCE_CHIP, *_ON_COVER}

LANGUAGES = {
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "az": "əğıöşüç", "be": "ёіўж", "bg": "щъюя", "ca": "àçèéíïòóúü·",
    "cs": "áčďéěíňóřšťúůýž", "da": "æøå", "de": "äöüß„“", "el": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώ",
    "en": "abcdefghijklmnopqrstuvwxyz“”‘’–—", "es": "áéíñóúü¿¡", "et": "äõöüšž",
    "fa": "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی", "fi": "äöå", "fr": "àâæçéèêëîïôœùûüÿ«»",
    "he": "אבגדהוזחטיכלמנסעפצקרשת", "hr": "čćđšž", "hu": "áéíóöőúüű", "hy": "աբգդեզէըթժիլխծկ", "it": "àèéìòù",
    "ja": "あいうえおアイウ日本国", "ka": "აბგდევზთიკლმნ", "ko": "가나다라마바사", "lt": "ąčęėįšųūž", "lv": "āčēģīķļņšūž",
    "mk": "ѓѕјљњќџ", "nl": "ëïéè", "no": "æøå", "pl": "ąćęłńóśźż", "pt": "ãáàâçéêíõóôú", "ro": "ăâîșț",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя№", "sk": "áäčďéíĺľňóôŕšťúýž", "sl": "čšž", "sq": "çë", "sr": "ђјљњћџ",
    "sv": "åäö", "tg": "ғӣқӯҳҷ", "tr": "çğıİöşü", "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "ur": "ٹڈڑںھہے",
    "uz": "oʻgʻ", "vi": "ăâđêôơưạảấầẩẫậ", "zh": "中国俄罗斯伊朗的是",
}  # fmt: skip
"""Letters without which a language cannot be written, from the main sets of Unicode CLDR 45 (cut to what tells fonts apart)."""


class Pair(NamedTuple):
    """Text in a role and colour on a ground; ``where`` names the ground."""

    role: Role
    text: Colour
    ground: Colour
    where: str


def findings(
    style: HouseStyle,
    languages: Collection[str] = (),
    *,
    has_cover: bool = True,
    places: Mapping[str, Position] = MappingProxyType({}),
) -> Iterator[Diagnostic]:
    """All that stands in the way of reading; ``languages`` are those of the briefs that use the house, as BCP 47 tags.

    ``places`` are where the house's named colours stand: one that is too faint in many roles is one finding there.
    """
    yield from _contrasts(style, places, has_cover=has_cover)
    yield from _measure(style)
    yield from _faces(style)
    for language in sorted({tag.casefold().partition("-")[0] for tag in languages}):
        yield from _language(style, language)


# ── contrast ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _contrasts(style: HouseStyle, places: Mapping[str, Position], *, has_cover: bool) -> Iterator[Diagnostic]:
    names = {colour: name for name, colour in reversed(tuple(style.colours.items()))}
    faint: dict[Colour, list[Pair]] = {}
    for pair in dict.fromkeys(_pairs(style, has_cover=has_cover)):
        if contrast(pair.text, pair.ground) < _least(style, pair):
            faint.setdefault(pair.text, []).append(pair)
    for colour, pairs in faint.items():
        if len(pairs) >= _MANY and colour in names:
            yield _too_faint(style, names[colour], pairs, places.get(names[colour]))
        else:
            yield from (_faint(style, pair) for pair in pairs)


def _least(style: HouseStyle, pair: Pair) -> float:
    look = style.roles[pair.role]
    return least_contrast(look.size.pt, bold=look.bold)


def _faint(style: HouseStyle, pair: Pair) -> Diagnostic:
    found = contrast(pair.text, pair.ground)
    message = f"the role {pair.role}, #{pair.text.hex} on {pair.where} #{pair.ground.hex}, has a contrast of {found:.1f}:1"
    hint = f"it must be {_least(style, pair):g}:1 at {style.roles[pair.role].size.pt:g} pt (WCAG 2.2, 1.4.3)"
    return warning("low-contrast", message, hint=hint)


def _too_faint(style: HouseStyle, name: str, pairs: list[Pair], place: Position | None) -> Diagnostic:
    """One colour that is too faint wherever it is used, said once."""
    worst = min(pairs, key=lambda pair: contrast(pair.text, pair.ground))
    roles = list(dict.fromkeys(str(pair.role) for pair in pairs))
    shown = f"{', '.join(roles[:_SHOWN])} and {len(roles) - _SHOWN} more" if len(roles) > _SHOWN + 1 else ", ".join(roles)
    lowest = f"{contrast(worst.text, worst.ground):.1f}:1 on {worst.where} #{worst.ground.hex}"
    message = (
        f"the colour {name}, #{worst.text.hex}, has too little contrast in {len(pairs)} places, at the least {lowest}: {shown}"
    )
    least = max(_least(style, pair) for pair in pairs)
    hint = f"change {name}, or give these roles another colour: it must be {least:g}:1 (WCAG 2.2, 1.4.3)"
    return warning("low-contrast", message, place, hint)


def _pairs(style: HouseStyle, *, has_cover: bool) -> Iterator[Pair]:
    roles, link = style.roles, style.roles[Role.LINK].colour
    for role in Role:
        if role not in _ELSEWHERE:
            ground = roles[role].background
            yield Pair(role, roles[role].colour, ground or _PAPER, "its background" if ground else "paper")
    yield Pair(Role.TABLE_HEAD, roles[Role.TABLE_HEAD].colour, style.table.head_background, "a table's head")
    for role in (Role.TABLE_CELL, Role.TABLE_ROW_HEAD):
        if style.table.band:
            yield Pair(role, roles[role].colour, style.table.band, "a table's band")
    for name, box in style.boxes.items():
        for role in (*_BOXED.get(name, (Role.CALLOUT, Role.CALLOUT_LABEL)), Role.LINK):
            yield Pair(role, link if role is Role.LINK else roles[role].colour, box.background, f"the box {name}")
    for label, colour in style.marking.colours.items():
        yield Pair(Role.MARKING, colour, style.marking.background, f"the lozenge of {label}")
    for level, colour in style.confidence.items():
        yield Pair(Role.CONFIDENCE_CHIP, roles[Role.CONFIDENCE_CHIP].colour, colour, f"the chip of {level} confidence")
    for role in _ON_COVER if has_cover else ():
        yield Pair(role, roles[role].colour, style.colours["cover"], "the cover")


# ── lines and faces ──────────────────────────────────────────────────────────────────────────────────────────────────


def _measure(style: HouseStyle) -> Iterator[Diagnostic]:
    body, page = style.roles[Role.BODY], style.page
    face = _face(style, style.face(body))
    if face is None:
        return
    room = page.width.pt - page.text_left.pt - page.margin_right.pt
    if room <= 0:  # reported already: the margins leave nothing
        return
    characters = round(room / (face.shape(_ALPHABET).advance / len(_ALPHABET) * body.size.pt / 1000))
    if characters < SHORTEST:
        hint = "make the margins smaller, the page wider, or the type smaller"
        yield warning("narrow-page", f"a line of body text holds {characters} characters; {SHORTEST} is few", hint=hint)
    elif characters > LONGEST:
        hint = "make the margins larger, or the type"
        yield warning(
            "wide-page", f"a line of body text holds {characters} characters; more than {LONGEST} are hard to follow", hint=hint
        )


def _faces(style: HouseStyle) -> Iterator[Diagnostic]:
    """Roles in bold or italic whose family has no such face, and fonts that may not be embedded."""
    for role, look in style.roles.items():
        family = style.families[look.family]
        lacking = [
            name for name, wanted, file in _slants(look.bold, look.italic, family.bold, family.italic) if wanted and not file
        ]
        if lacking:
            message = f"the role {role} is {' and '.join(lacking)}, and the family {look.family} has no such face"
            yield warning("missing-face", message, hint="add the face to the family, or take another family")
    for name in style.font_files:
        face = _face(style, name)
        if face and not face.embeddable:
            message = f"the licence of the font file {name} forbids embedding it"
            yield warning("font-not-embeddable", message, hint="take another font: readers do not have this one")


def _slants(bold: bool, italic: bool, bold_file: str | None, italic_file: str | None) -> tuple[tuple[str, bool, str | None], ...]:
    return (("bold", bold, bold_file), ("italic", italic, italic_file))


def _language(style: HouseStyle, language: str) -> Iterator[Diagnostic]:
    letters = LANGUAGES.get(language)
    if letters is None:
        return
    faces = [style.face(style.roles[Role.BODY]), *(style.families[name].regular for name in style.fallbacks)]
    covering = [face for name in faces if (face := _face(style, name))]
    missing = "".join(char for char in letters if not any(face.covers(char) for face in covering))
    if missing:
        message = f"no font of the house has {missing[:12]}{'…' if len(missing) > 12 else ''}, which the language {language} needs"
        yield warning("missing-glyphs", message, hint="add a family that has them, and name it in fonts.fallbacks")


def _face(style: HouseStyle, name: str) -> Face | None:
    from briefgen.fonts import open_face

    data = style.font_files.get(name)
    try:
        return open_face(data) if data else None
    except ValueError:
        return None
