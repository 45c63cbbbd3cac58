"""Lines: a paragraph broken and set; and single lines of decoration."""

from __future__ import annotations

import functools
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

from briefgen.layout import direction, standing
from briefgen.layout.balance import balanced
from briefgen.layout.breaks import find_breaks, one_line
from briefgen.layout.firstfit import filled
from briefgen.layout.galley import Atom
from briefgen.layout.itemise import Glue, Run, itemise, vanishes
from briefgen.layout.line import Form, Line, Part, hangs
from briefgen.layout.linebreak import Measure, break_lines, without_hyphens
from briefgen.layout.mirror import reflect
from briefgen.layout.pages import GlyphRun
from briefgen.layout.slugs import Slugs
from briefgen.layout.straight import StraightLines, is_straight, put
from briefgen.model.house import Align

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.layout.breaks import Places
    from briefgen.layout.itemise import Tokens
    from briefgen.layout.setting import Setting
    from briefgen.layout.slugs import Slug


def set_lines(segments: Sequence[Sequence[Run]], form: Form) -> list[Atom]:
    """Set a paragraph whose forced line breaks part it into segments. There is always at least one line."""
    lines: list[Atom] = []
    for number, runs in enumerate(segments):
        own = form if number == 0 else form._replace(first=0.0)
        made = _set_segment(runs, own)
        lines += made or ([Atom(form.leading)] if number < len(segments) - 1 else [])
    return lines or [Atom(form.leading)]


def _set_segment(runs: Sequence[Run], form: Form) -> list[Atom]:
    key = standing.key(runs, form)
    kept = standing.lines(key) if key else None
    if kept is not None:
        return [put(line, runs, form) for line in kept]
    tokens = itemise(runs, form.base)
    if all(item.is_glue for item in tokens.items):
        return []
    places, ends = _ends(tokens, form)
    if not is_straight(tokens, form):
        setter = _Lines(tokens, places, form)
        return [setter.set(start, end) for start, end in pairwise((0, *ends))]
    straight = StraightLines(tokens, places, form, {id(run): number for number, run in enumerate(runs)})
    made = [straight.set(start, end) for start, end in pairwise((0, *ends))]
    if key:
        standing.keep(key, made)
    return [put(line, runs, form) for line in made]


def _ends(tokens: Tokens, form: Form) -> tuple[Places, list[int]]:
    """The places where a paragraph's lines may end, and those where they do."""
    if tokens.widths[-1] <= form.frame.width - max(form.first, 0.0):
        return one_line(tokens), [1]
    measure = Measure(form.frame.width, form.first, form.align is Align.JUSTIFY)
    if form.like_word:
        places = find_breaks(tokens, measure.width, hyphenate=False, hang=False)
        return places, filled(places.breaks, measure)
    hanging = hangs(form)
    places = find_breaks(tokens, measure.width, hyphenate=False, hang=hanging)
    ends = without_hyphens(places.breaks, measure) if form.hyphenate else None
    if ends is None and form.hyphenate:
        places = find_breaks(tokens, measure.width, hyphenate=True, hang=hanging)
    if ends is None:
        ends = break_lines(places.breaks, measure)
    if form.balanced and len(ends) > 1:
        ends = balanced(tokens.items, places, measure, ends)
    return places, ends


class _Lines:
    """The lines of a paragraph in which anything may stand: words of several faces and directions, chips, pictures."""

    def __init__(self, tokens: Tokens, places: Places, form: Form) -> None:
        self._tokens, self._places, self._form = tokens, places, form

    def set(self, start: int, end: int) -> Atom:
        """The line between two breaks."""
        form, places = self._form, self._places
        parts = list(_parts(self._tokens, places.places[start], places.places[end]))
        hyphen = places.breaks.hyphens[end]
        line = Line(form, form.first if start == 0 else 0.0)
        line.set(parts, justify=form.align is Align.JUSTIFY and end < len(places.places) - 1, hyphen=hyphen)
        if not hyphen:
            line.end_with_space(_space_after(self._tokens, places.places[end], parts))
        if form.mirrored:
            line.reflect()
        return line.atom


def _parts(tokens: Tokens, start: tuple[int, int], end: tuple[int, int]) -> Iterator[Part]:
    """What stands between two breaks, in logical order."""
    items, runs = tokens.items, tokens.runs
    index, offset = start
    index += index < 0
    while offset == 0 and index < len(items) and vanishes(items[index]):
        index += 1
    stop, keep = end
    for at in range(index, min(stop + bool(keep), len(items))):
        token, run, level = items[at], runs[at], tokens.level(at)
        if isinstance(token, Glue):
            yield Part(token, run, level, None, token.width, token.text)
            continue
        low, high = offset if at == index else 0, keep if at == stop and keep else len(token.text)
        if low == 0 and high == len(token.text):
            yield Part(token, run, level, token.shape, token.width, token.text)
        else:
            text = token.text[low:high]
            shape = run.setting.word(text, rtl=token.turned)
            yield Part(token, run, level, shape, shape.width, text)


def _space_after(tokens: Tokens, end: tuple[int, int], parts: Sequence[Part]) -> tuple[Run, str] | None:
    """The space that a line end stands for, so that whoever takes the text out of the file gets words apart."""
    index, offset = end
    if offset or not parts:
        return None
    texts = []
    while index < len(tokens.items) and vanishes(tokens.items[index]):
        texts.append(tokens.items[index].text)
        index += 1
    if texts:
        return tokens.runs[end[0]], "".join(texts)
    if end[0] < len(tokens.items):
        return None
    # A space that ends the paragraph's last line is not printed, and its content is where it is to be read.
    return (tokens.runs[-1] if vanishes(tokens.items[-1]) else parts[-1].run), " "


def set_words(
    setting: Setting, text: str, x: float, y: float, *, align: Align = Align.LEFT, room: float = 1e9, mirrored: bool = False
) -> list[GlyphRun]:
    """A single line of decoration, such as a running head; shortened if it is wider than ``room``."""
    runs: list[GlyphRun] = []
    left = at = x
    for face, slugs, width in _visual(setting, text, room):
        runs.append(GlyphRun(face, setting.size, setting.colour, at, y, Slugs(slugs)))
        at += width
    back = {Align.RIGHT: at - left, Align.CENTRE: (at - left) / 2}.get(align, 0.0)
    for run in runs:
        if mirrored:
            reflect(run, left, at)
        run.x -= back
    return runs


@functools.lru_cache(maxsize=256)
def _visual(setting: Setting, text: str, room: float) -> Sequence[tuple[str, tuple[Slug, ...], float]]:
    """What is drawn of a line in each face from left to right, and how wide it is. Most pages have the same head and foot."""
    text = shortened(setting, text, room)
    base = direction.base_level(text, setting.look.language) if direction.RTL.search(text) else 0
    tokens = itemise([Run(part, setting, None, rtl=rtl) for part, rtl in direction.stretches(text)], base)
    drawn: list[tuple[str, Slug]] = []
    for index in direction.reorder(range(len(tokens.items)), tokens.level):
        token = tokens.items[index]
        if isinstance(token, Glue):
            drawn.append((setting.look.faces[0], token.slug))
        else:
            drawn += [(piece.face, piece.slug) for piece in token.shape.pieces]
    scale = setting.size / 1000
    return [
        (face, slugs, sum(slug.advance for slug in slugs) * scale)
        for face, group in groupby(drawn, itemgetter(0))
        for slugs in [tuple(slug for _, slug in group)]
    ]


def shortened(setting: Setting, text: str, room: float) -> str:
    """As much of a text as there is room for, ended at a word if there is one, with an ellipsis."""
    if setting.word(text).width <= room:
        return text
    fits, most = 0, len(text)
    while fits < most:
        middle = (fits + most + 1) // 2
        if setting.word(text[:middle].rstrip() + "\u2026").width <= room:
            fits = middle
        else:
            most = middle - 1
    whole = text[:fits] if text[fits : fits + 1].isspace() else text[:fits].rpartition(" ")[0]
    return (whole or text[:fits]).rstrip() + "\u2026"
