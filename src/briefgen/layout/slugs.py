"""The glyphs of a line as slugs: words and spaces that were shaped once and are shared by every line that they stand on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, overload

from briefgen.model.glyph import Glyph, Slug

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Slug", "Slugs"]


class Slugs(Sequence[Glyph]):
    """The glyphs of a run, as slugs of which the elastic ones are ``stretch`` times as wide as they are by themselves.

    ``apart`` is what is added after every glyph, in thousandths of an em.
    """

    __slots__ = ("apart", "slugs", "stretch")

    def __init__(self, slugs: tuple[Slug, ...], stretch: float = 1.0, apart: float = 0.0) -> None:
        self.slugs, self.stretch, self.apart = slugs, stretch, apart

    def ending_in(self, slug: Slug) -> Slugs:
        """The same with a slug behind it."""
        return Slugs((*self.slugs, slug), self.stretch, self.apart)

    def __iter__(self) -> Iterator[Glyph]:
        stretch, apart = self.stretch, self.apart
        for slug in self.slugs:
            if apart or (slug.elastic and stretch != 1.0):
                wider = stretch if slug.elastic else 1.0
                yield from (Glyph(g.id, g.text, g.advance * wider + apart, g.dx, g.dy) for g in slug.glyphs)
            else:
                yield from slug.glyphs

    def __len__(self) -> int:
        return sum([len(slug.glyphs) for slug in self.slugs])

    @overload
    def __getitem__(self, index: int) -> Glyph: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Glyph, ...]: ...

    def __getitem__(self, index: int | slice) -> Glyph | tuple[Glyph, ...]:
        if index == -1 and self.slugs and self.slugs[-1].glyphs:
            # The one that is asked for of every line: how it ends.
            return tuple(Slugs(self.slugs[-1:], self.stretch, self.apart))[-1]
        return tuple(self)[index]

    def __bool__(self) -> bool:
        for slug in self.slugs:  # noqa: SIM110  (asked for every line there is: half the time of any())
            if slug.glyphs:
                return True
        return False

    def __add__(self, others: Iterable[Glyph]) -> tuple[Glyph, ...]:
        return (*self, *others)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))
