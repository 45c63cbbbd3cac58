"""Which of the house's fragments a document gets, and what they may print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.compose.dates import printed_date
from briefgen.compose.estimative import printed_band
from briefgen.model import tree
from briefgen.model.estimative import PROFILES
from briefgen.model.house import COLOPHON, COVER, ESTIMATIVE, HISTORY, NOTICE, TITLE
from briefgen.model.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefgen.model.brief import Brief, Person
    from briefgen.model.edition import Earlier
    from briefgen.model.house import House

ABSTRACT = "abstract"
"""The name under which the author's abstract stands beside the fragments, and the class of the div that a fragment has for it."""

SectionBlocks = tuple[str, tuple[tree.Block, ...]]
"""A section's name and what its file holds."""


def wanted_fragments(
    brief: Brief, house: House, sections: Sequence[SectionBlocks], library_needs_notice: bool, *, has_history: bool = False
) -> tuple[str, ...]:
    """The fragments of ``house`` to render for this brief, in printing order.

    ``library_needs_notice``: a source is marked with an asterisk, which the notice explains. ``has_history``: there were editions
    before this one. An ordinary Markdown file
    prints plainly: its title if it has one, and no annex or colophon.
    """
    judged = any(isinstance(node, tree.Judgment) for _, blocks in sections for node in walk(blocks))
    wanted = {
        COVER: has_cover(brief, house),
        TITLE: not has_cover(brief, house) and _has_title_block(brief),
        NOTICE: library_needs_notice,
        ESTIMATIVE: judged and not brief.single_file,
        HISTORY: has_history,
        COLOPHON: not brief.single_file,
    }
    return tuple(name for name, is_wanted in wanted.items() if is_wanted and name in house.fragments)


def has_cover(brief: Brief, house: House) -> bool:
    """Whether a cover page is printed: as the brief says, else as the house has it, but not for an ordinary Markdown file."""
    return brief.cover if brief.cover is not None else house.cover and not brief.single_file


def _has_title(brief: Brief) -> bool:
    """An ordinary Markdown file is named after its file where its author gives no title; that is not printed."""
    return bool(brief.title) and (not brief.single_file or "title" in brief.places)


def _has_title_block(brief: Brief) -> bool:
    """A file without a title may still say who wrote it, when, and what it is about: that is printed over its text."""
    said = (brief.subtitle, brief.authors, brief.organisation, brief.published, brief.abstract, brief.contents)
    return _has_title(brief) or any(said)


def fragment_context(brief: Brief, house: House, edition: int = 0, earlier: Sequence[Earlier] = ()) -> Mapping[str, object]:
    """What a fragment may print: ``brief``, ``labels``, ``scale``, ``marking``, ``edition``, ``editions``, ``contents`` and
    ``contents_depth``.

    Every name is there in every brief, empty where the brief does not say; ``templates/README.md`` lists them.
    """
    labels = house.style.labels
    return {
        "brief": _brief_view(brief, labels) | ({} if has_cover(brief, house) or _has_title(brief) else {"title": ""}),
        "labels": labels,
        "scale": _scale_view(brief.estimative_profile),
        "marking": {"label": brief.marking.label, "meaning": labels.get(brief.marking.label, "")},
        "edition": edition,
        "editions": tuple(_edition_view(one, labels) for one in earlier),
        "contents": brief.contents if brief.contents is not None else has_cover(brief, house),
        "contents_depth": brief.contents_depth or house.style.contents_depth,
    }


def running_context(brief: Brief, house: House, edition: int = 0) -> Mapping[str, object]:
    """What a running line and a letterhead may print: a text for each name, empty where the brief does not say, and ``labels``."""
    labels = house.style.labels
    view = _brief_view(brief, labels)
    names = ("id", "title", "subtitle", "organisation", "audience", "series", "subject", "language", "status")
    dates = ("published", "information_cutoff", "outlook_horizon")
    return {
        **{name: view[name] for name in (*names, *dates)},
        "authors": _listed(author.name for author in brief.authors),
        "contact": brief.contact.name if brief.contact else "",
        "date": view["published"] or view["information_cutoff"],
        "edition": edition or "",
        "marking": brief.marking.label,
        "marking_meaning": labels.get(brief.marking.label, ""),
        "labels": labels,
    }


def letter_values(house: House, context: Mapping[str, object]) -> Mapping[str, str]:
    """What the places of a letterhead are filled with, of a running line's context; nothing without a letterhead."""
    if house.letterhead is None:
        return {}
    return {name: str(value) for name, value in context.items() if isinstance(value, str | int)}


def _brief_view(brief: Brief, labels: Mapping[str, str]) -> dict[str, object]:
    plain = ("id", "title", "subtitle", "organisation", "audience", "series", "subject", "abstract", "language", "keywords")
    dates = ("published", "information_cutoff", "outlook_horizon")
    return {
        **{name: getattr(brief, name) for name in plain},
        **{name: printed_date(getattr(brief, name), labels) for name in dates},
        "authors": tuple(_person_view(author) for author in brief.authors),
        "contact": _person_view(brief.contact) if brief.contact else None,
        "status": str(brief.status),
    }


def _edition_view(one: Earlier, labels: Mapping[str, str]) -> dict[str, object]:
    return {"number": one.number, "published": printed_date(one.published, labels), "changed": one.changed}


def _person_view(person: Person) -> dict[str, str]:
    return {"name": person.name, "role": person.role, "organisation": person.organisation, "email": person.email}


def _scale_view(profile_name: str) -> dict[str, object]:
    """The bands of likelihood from lowest to highest, each with the words that stand for it."""
    profile = PROFILES[profile_name]
    columns = zip(*profile.rows, strict=True)
    bands = [{"band": printed_band(band), "terms": _listed(terms)} for band, terms in zip(profile.bands, columns, strict=True)]
    return {"name": profile.name, "bands": bands}


def _listed(terms: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(terms))
