"""Maps: places are where they are, disputed areas whose the house says, and unknown names are told with the nearest."""

from __future__ import annotations

import dataclasses
import io
import itertools

import pytest
from PIL import Image

from briefgen import figures
from briefgen.figures.atlas import Atlas
from briefgen.figures.clipping import Window, area_inside, bounds
from briefgen.figures.look import Look
from briefgen.figures.projection import Azimuthal, Conic
from briefgen.figures.regions import REGIONS
from briefgen.figures.world import cities, country_names, owners, world
from briefgen.model.contrast import contrast
from briefgen.model.drawing import Drawing, Shape, TextAnchor
from briefgen.model.house import BOUNDARIES, DISPUTED
from briefgen.model.measure import Colour
from briefgen.model.plot import Area, Arrow, Spot, Theatre
from briefgen.model.position import Position
from drawn import flat, labels
from houses import shipped_house

WIDTH = 483.0
FRAME = Window(0, 0, 400, 300)
UKRAINE = REGIONS["Ukraine"]


def drawn(**more) -> Drawing:
    outcome = figures.draw(Theatre(**{"region": "Ukraine", **more}), shipped_house().style, "en", WIDTH)
    assert () == outcome.diagnostics
    return outcome.value


def findings(**more):
    return figures.draw(Theatre(**{"region": "Ukraine", **more}), shipped_house().style, "en", WIDTH).diagnostics


def inside(point, rings) -> bool:
    """Whether a point is in an area, by the crossings to its right."""
    x, y = point
    count = 0
    for ring in rings:
        for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0):
                count += 1
    return count % 2 == 1


def owner_of(name: str, policy, box=UKRAINE) -> str:
    atlas = Atlas(box, FRAME, policy)
    city = cities()[name.casefold()]
    point = atlas.point(city.longitude, city.latitude)
    return next(owner for owner in {*atlas.seen(), DISPUTED} if inside(point, atlas.owned(owner)))


@pytest.mark.parametrize(
    ("policy", "owner"), [({}, "UA"), ({"crimea": "UA"}, "UA"), ({"crimea": "RU"}, "RU"), ({"crimea": DISPUTED}, DISPUTED)]
)
def test_crimea_is_whose_the_house_says_and_ukraines_unless_it_says_so(policy, owner):
    assert owner == owner_of("Simferopol", policy)


def test_the_shipped_houses_show_crimea_as_ukraines():
    assert "UA" == shipped_house().style.boundaries["crimea"]


def test_every_disputed_area_of_the_policy_is_in_the_data():
    assert set(BOUNDARIES) <= {territory.id for territory in world().territories}


def test_western_sahara_reaches_to_its_coast_and_to_the_border_of_1956():
    atlas = Atlas((-18, 18, 0, 37), FRAME, {})
    laayoune, tarfaya = atlas.point(-13.2, 27.15), atlas.point(-11.5, 28.2)
    assert inside(laayoune, atlas.owned(DISPUTED))
    assert inside(tarfaya, atlas.owned("MA"))
    assert not inside(laayoune, atlas.owned("MA"))


def test_no_border_runs_through_what_is_shown_as_one_country():
    def borders(policy) -> int:
        atlas = Atlas(UKRAINE, FRAME, policy)
        return sum(len(sides) == 2 and sides[0] != sides[1] for sides in atlas._sides().values())

    assert borders({"crimea": DISPUTED}) == borders({"crimea": "UA"}) + 1


@pytest.mark.parametrize("name", ["Kyiv", "Kharkiv", "Lviv", "Dnipro"])
def test_cities_stand_in_their_country(name):
    assert "UA" == owner_of(name, {})


@pytest.mark.parametrize(
    ("city", "country"), [("Tehran", "IR"), ("Moscow", "RU"), ("Damascus", "SY"), ("Minsk", "BY"), ("Baghdad", "IQ")]
)
def test_capitals_stand_in_their_country(city, country):
    assert country == owner_of(city, {}, REGIONS["Iran-Russia"])


def test_a_country_across_the_date_line_is_whole():
    atlas = Atlas((160, 50, 200, 72), FRAME, {})
    west, east = atlas.point(172.0, 66.0), atlas.point(-172.0, 66.3)
    assert inside(west, atlas.owned("RU"))
    assert inside(east, atlas.owned("RU"))
    assert inside(atlas.point(-155, 65), atlas.owned("US"))
    assert not inside(atlas.point(180, 58), atlas.owned("RU"))


@pytest.mark.parametrize("project", [Conic(45, 40, 50), Azimuthal(45)])
def test_the_middle_of_a_projection_is_its_origin_and_north_is_up(project):
    assert pytest.approx((0, 0), abs=1e-9) == project(0, 45)
    assert project(0, 46)[1] == pytest.approx(1, rel=0.02)
    assert project(1, 45)[0] > 0


def test_the_azimuthal_projection_keeps_areas():
    project = Azimuthal(0)
    (x0, _), (x1, _) = project(0, 0), project(1, 0)
    far = [project(40 + dx, 30 + dy) for dx, dy in ((0, 0), (1, 0), (1, 1), (0, 1))]
    area = abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(far, [*far[1:], far[0]], strict=True))) / 2
    assert area == pytest.approx((x1 - x0) ** 2 * 0.8616, rel=0.01)  # cos 30.5°


def test_what_is_cut_at_a_window_stays_inside_it():
    ring = [(-50, -50), (50, -60), (150, 50), (40, 160), (-20, 60)]
    part = area_inside(ring, Window(0, 0, 100, 100))
    assert Window(-1e-9, -1e-9, 100 + 1e-9, 100 + 1e-9).holds(bounds(part))
    assert [] == area_inside([(200, 200), (300, 200), (300, 300)], Window(0, 0, 100, 100))


def test_nothing_on_a_map_reaches_far_over_its_frame():
    drawing = drawn(areas=(Area(name="Russia"), Area(name="Ukraine")))
    for item in flat(drawing.items):
        if isinstance(item, Shape) and item.fill:
            xs = [value for _, at in item.outline for value in at[::2]]
            assert -7 < min(xs) <= max(xs) < WIDTH + 7


def test_names_of_places_do_not_cover_one_another():
    names = (
        "Kyiv",
        "Kharkiv",
        "Odesa",
        "Sevastopol",
        "Mariupol",
        "Dnipro",
        "Kherson",
        "Zaporizhzhia",
        "Donetsk",
        "Kramatorsk",
        "Luhansk",
    )
    said = labels(drawn(spots=tuple(Spot(name=name) for name in names)))
    boxes = [(said[name].x, said[name].y) for name in names]
    assert all(abs(a[1] - b[1]) > 5 or abs(a[0] - b[0]) > 12 for a, b in itertools.combinations(boxes, 2))


def test_a_map_has_a_legend_a_scale_and_its_arrows_words():
    said = labels(
        drawn(
            region="Iran-Russia",
            areas=(Area(name="Iran", key="Supplier"), Area(name="RU", label="Russia", key="Recipient")),
            arrows=(Arrow(start="Tehran", end="Moscow", label="46 received", key="Transfers"),),
        )
    )
    assert {"Supplier", "Recipient", "Transfers", "46 received", "IRAN", "RUSSIA", "500\u00a0km"} <= set(said)


def test_a_label_in_another_script_is_kept_as_it_is():
    assert {"تهران", "Київ"} <= set(
        labels(drawn(region="Iran-Russia", spots=(Spot(name="Tehran", label="تهران"), Spot(name="Kyiv", label="Київ"))))
    )


@pytest.mark.parametrize(
    ("more", "code", "hint"),
    [
        ({"areas": (Area(name="Ukrane"),)}, "unknown-country", "did you mean Ukraine?"),
        ({"spots": (Spot(name="Kharkov2"),)}, "unknown-city", "did you mean Kharkiv?; or give its place"),
        ({"arrows": (Arrow(start="Tehrn", end="Moscow"),)}, "unknown-city", "did you mean Tehran?; or give its place"),
        ({"region": "Ukrain"}, "unknown-region", "did you mean Ukraine?"),
        ({"box": (10.0, 50.0, 5.0, 40.0)}, "bad-map", "write west, south, east, north"),
    ],
)
def test_a_name_that_is_not_known_is_told_with_the_nearest(more, code, hint):
    place = Position("brief.md", 7, 3)
    keys = ("countries[0]", "cities[0]", "arrows[0].from", "region", "bbox")
    (finding,) = findings(**more, places=dict.fromkeys(keys, place))
    assert (code, place) == (finding.code, finding.position)
    assert finding.hint.startswith(hint)


def test_a_place_that_nobody_knows_may_be_given_by_its_degrees():
    assert "Village" in labels(drawn(spots=(Spot(name="Village", at=(30.0, 50.0)),)))


def test_countries_are_known_by_name_code_and_what_else_they_are_called():
    assert {"US"} == {country_names()[name] for name in ("united states", "us", "usa", "united states of america")}


def test_a_policy_that_names_a_country_without_land_leaves_the_area_to_itself():
    assert "taiwan" == owners({"taiwan": "ZZ"})["taiwan"]


def test_a_map_is_described_by_its_countries_places_and_arrows():
    plot = {"areas": (Area(name="Ukraine", key="Theater"),), "spots": (Spot(name="Kyiv"), Spot(name="Odesa"))}
    said = drawn(**plot, arrows=(Arrow(start="Odesa", end="Kyiv", label="Grain"),), title="Two ports").alternative
    assert (
        "Map: Two ports; Ukraine. Shown in colour: Ukraine (Theater). Places: Kyiv and Odesa. Arrow from Odesa to Kyiv: Grain."
        == said
    )


def test_a_cover_shows_its_first_country_in_the_accents_colour():
    style = shipped_house().style
    drawing = figures.draw_cover(style, ("Iran", "Russia"), 595, 490).value
    assert style.colours["accent"] in {item.fill for item in flat(drawing.items) if isinstance(item, Shape)}


@pytest.mark.parametrize("country", ["Iran", "Russia", "Fiji", "Chile", "Vatican", "Greenland", "New Zealand"])
def test_any_country_can_stand_on_a_cover(country):
    assert figures.draw_cover(shipped_house().style, (country,), 595, 490).value is not None


def test_a_cover_of_no_known_country_has_no_map_and_says_so():
    outcome = figures.draw_cover(shipped_house().style, ("Irann",), 595, 490)
    assert outcome.value is None
    assert [("unknown-country", "did you mean Iran?")] == [(finding.code, finding.hint) for finding in outcome.diagnostics]


def test_a_house_without_a_policy_still_has_one():
    style = dataclasses.replace(shipped_house().style, boundaries={})
    assert figures.draw(Theatre(region="Ukraine"), style, "en", WIDTH).value.items


def test_a_code_is_printed_as_the_country_s_name():
    made = drawn(areas=(Area(name="UA"),))

    assert "UKRAINE" in labels(made)
    assert "Shown in colour: Ukraine." in made.alternative
    assert "TÜRKIYE" in labels(drawn(region="Black Sea", labels=("Türkiye",)))


def test_a_house_says_the_names_of_seas_and_countries_in_its_own_language():
    style = shipped_house().style
    named = {"sea.Black Sea": "Schwarzes Meer", "country.TR": "Türkei", "figure.map": "Karte"}
    german = dataclasses.replace(style, labels={**style.labels, **named})
    made = figures.draw(Theatre(region="Black Sea", labels=("TR",)), german, "de", WIDTH).value

    assert {"Schwarzes Meer", "TÜRKEI"} <= set(labels(made))
    assert made.alternative.startswith("Karte:")


def test_the_words_of_an_arrow_stand_in_the_way_of_no_other_arrow():
    spots = (Spot(name="Tehran"), Spot(name="Moscow"), Spot(name="Kyiv"))
    ways = (Arrow(start="Tehran", end="Moscow", label="46 UAVs"), Arrow(start="Tehran", end="Kyiv", through=("Moscow",)))
    made = drawn(region="Iran-Russia", spots=spots, arrows=ways)
    word = labels(made)["46 UAVs"]
    strokes = [item for item in flat(made.items) if isinstance(item, Shape) and item.stroke and item.stroke.dash]

    left = word.x - 34 if word.anchor is TextAnchor.END else word.x
    assert 2 <= len(strokes)
    for stroke in strokes:
        points = [at[-2:] for _, at in stroke.outline]
        assert not [(x, y) for x, y in points if left < x < left + 34 and word.y - 6 < y < word.y]


def test_a_disputed_area_can_be_seen_on_a_cover():
    style = dataclasses.replace(shipped_house().style, boundaries={"crimea": DISPUTED})
    cover = figures.draw_cover(style, ["Ukraine"], 595, 400).value
    land = [item.stroke.colour for item in flat(cover.items) if isinstance(item, Shape) and item.stroke and item.stroke.dash]

    assert land
    assert all(contrast(colour, style.colours["cover"]) > 1.5 for colour in land)


@pytest.mark.parametrize("region", REGIONS)
def test_a_theater_has_places_to_name(region):
    west, south, east, north = REGIONS[region]

    assert 3 <= len({city for city in cities().values() if west < city.longitude < east and south < city.latitude < north})


GULF = {
    "region": "Persian Gulf",
    "areas": tuple(Area(name=name, key="Coast") for name in ("Iran", "Oman", "United Arab Emirates")),
    "spots": (Spot(name="Dubai"), Spot(name="Anchorage", at=(56.6, 25.2))),
    "arrows": (Arrow(start="Dubai", end="Anchorage", label="Rerouted", key="Rerouting"),),
}


def boxes(drawing) -> dict[str, Window]:
    """The place of each of a map's words."""
    look, found = Look(shipped_house().style, "en"), {}
    for label in labels(drawing).values():
        wide = look.width(label.text, label.size, family=label.family) + label.tracking * len(label.text)
        left = {TextAnchor.START: 0.0, TextAnchor.END: wide, TextAnchor.MIDDLE: wide / 2}[label.anchor]
        found[label.text] = Window(label.x - left, label.y - label.size * 0.7, label.x - left + wide, label.y)
    return found


def test_a_place_outside_the_map_is_told_and_not_among_what_it_shows():
    outcome = figures.draw(
        Theatre(
            region="Persian Gulf", spots=(Spot(name="Dubai"), Spot(name="Moscow")), places={"cities[1]": Position("b.md", 7, 3)}
        ),
        shipped_house().style,
        "en",
        WIDTH,
    )
    (finding,) = outcome.diagnostics

    assert ("outside-map", "warning", Position("b.md", 7, 3)) == (finding.code, finding.severity, finding.position)
    assert finding.message.startswith("Moscow is outside the map")
    assert outcome.value.alternative.endswith("Places: Dubai.")
    assert "Moscow" not in labels(outcome.value)


def test_the_words_of_a_map_stand_clear_of_one_another():
    made = boxes(drawn(**GULF))

    assert {"Rerouted", "Dubai", "Anchorage"} <= set(made)
    for (name, one), (other, two) in itertools.combinations(made.items(), 2):
        assert not one.meets(two), (name, other)


def test_a_country_in_colour_has_its_name_on_more_lines_where_one_is_too_long():
    said = labels(figures.draw(Theatre(**GULF), shipped_house().style, "en", 400.0).value)

    assert {"IRAN", "OMAN", "UNITED", "ARAB", "EMIRATES"} <= {word for text in said for word in text.split()}
    assert "UNITED ARAB EMIRATES" not in said


def test_a_country_in_colour_that_is_too_small_for_its_name_has_it_all_the_same():
    said = labels(drawn(region="Europe", areas=(Area(name="Luxembourg"),)))

    assert said["LUXEMBOURG"].halo is not None


def test_the_words_of_an_arrow_stand_on_quiet_ground():
    arrow = Arrow(start="Tehran", end="Moscow", label="46 UAVs received by 5 August, by a Ukrainian claim")
    made = drawn(
        region="Iran-Russia",
        areas=tuple(Area(name=name) for name in ("Iran", "Russia", "Ukraine", "Syria")),
        spots=(Spot(name="Tehran"), Spot(name="Moscow")),
        arrows=(arrow,),
        height=340.0,
    )
    atlas = Atlas(REGIONS["Iran-Russia"], Window(0, 0, WIDTH, 340), shipped_house().style.boundaries)
    words = [place for text, place in boxes(made).items() if "UAVs" in text or "claim" in text]

    assert [0, 0] == [atlas.edges_in(place) for place in words]


@pytest.mark.parametrize("ground", ["#7A1F2B", "#0B2340", "#FFFFFF", "#8A1C2C", "#101010"])
def test_the_countries_of_a_cover_stand_out_from_its_land_whatever_its_colour(ground):
    style = shipped_house().style
    own = {"cover": Colour.from_hex(ground), "accent": Colour.from_hex("#8A1C2C"), "cover-rule": Colour.from_hex("#A34552")}
    cover = figures.draw_cover(dataclasses.replace(style, colours={**style.colours, **own}), ("Iran", "Oman"), 595, 490).value
    _, land, oman, iran = [item.fill for item in flat(cover.items) if isinstance(item, Shape) and item.fill][:4]

    assert contrast(iran, land) > 1.6
    assert contrast(oman, land) > 1.19


def test_what_a_cover_s_map_ends_in_comes_up_from_nothing_to_all_of_the_ground():
    style = shipped_house().style
    image = Image.open(io.BytesIO(figures.cover_fade(style).data)).convert("RGBA")
    rows = [image.getpixel((1, row)) for row in range(image.height)]
    seen = [row[3] for row in rows]

    assert {tuple(style.colours["cover"])} == {row[:3] for row in rows}
    assert (0, 255) == (seen[0], seen[-1])
    assert sorted(seen) == seen
    assert max(after - before for before, after in itertools.pairwise(seen)) <= 3
