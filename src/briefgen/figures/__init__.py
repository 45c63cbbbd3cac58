"""Data → drawings: charts, timelines and maps from what an author asks for, and SVG files as they are.

A drawing is lines, areas and words in points (:mod:`briefgen.model.drawing`); layout sets its words and the writers paint it. What
a plot shows is said in words too (:mod:`.alternative`), for those who cannot see it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.figures.svg import read_svg
from briefgen.model.diagnostic import Outcome, warning
from briefgen.model.nearest import did_you_mean
from briefgen.model.plot import Chart, Timeline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.model.drawing import Drawing
    from briefgen.model.house import HouseStyle
    from briefgen.model.plot import Plot
    from briefgen.model.tree import Picture

__all__ = ["cover_fade", "draw", "draw_cover", "read_svg"]


def draw_cover(style: HouseStyle, countries: Sequence[str], width: float, height: float) -> Outcome[Drawing | None]:
    """The map of a cover; ``None`` where none of the countries is known. One that is not known is a warning."""
    from briefgen.figures.covermap import draw_cover as draw_map
    from briefgen.figures.world import country_names, world

    unknown = [name for name in countries if name.casefold().strip() not in country_names()]
    names = [territory.name for territory in world().territories]
    findings = [
        warning("unknown-country", f"the maps know no country {name!r} for the cover", hint=did_you_mean(name, names))
        for name in unknown
    ]
    return Outcome(draw_map(style, countries, width, height), tuple(findings))


def cover_fade(style: HouseStyle) -> Picture:
    """What is laid over the lower edge of a cover's map, so that it ends in the cover's colour."""
    from briefgen.figures.covermap import fade

    return fade(style)


def draw(plot: Plot, style: HouseStyle, language: str, width: float) -> Outcome[Drawing]:
    """The drawing of a plot in a house's colours, ``width`` points wide, with words that say what it shows.

    Findings are names of countries and places that the maps do not know, where they were written.
    """
    from briefgen.figures import alternative
    from briefgen.figures.look import Look

    look = Look(style, language)
    match plot:
        case Chart():
            from briefgen.figures.chart import draw_chart

            return Outcome(replace(draw_chart(plot, look, width), alternative=alternative.of_chart(plot, look)))
        case Timeline():
            from briefgen.figures.timeline import draw_timeline

            return Outcome(replace(draw_timeline(plot, look, width), alternative=alternative.of_timeline(plot, look)))
        case _:
            from briefgen.figures.theatre import draw_theatre

            return draw_theatre(plot, look, width)
