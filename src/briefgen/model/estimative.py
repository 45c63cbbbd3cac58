"""Estimative language: the words of probability that a profile allows, with the band each one stands for."""

from __future__ import annotations

import re

from briefgen.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Band:
    """A range of probability in per cent, both ends included."""

    low: int
    high: int

    def __str__(self) -> str:
        return f"{self.low}–{self.high} %"


@dataclass(frozen=True, slots=True)
class Profile:
    """A scale of likelihood. ``rows`` are sets of synonyms that are not to be mixed in one product; bands run alike in each."""

    name: str
    bands: tuple[Band, ...]
    rows: tuple[tuple[str, ...], ...]

    def band(self, term: str) -> Band | None:
        """The band of a term, upper or lower case; ``None``: not a term of this profile."""
        for row in self.rows:
            if term.casefold() in row:
                return self.bands[row.index(term.casefold())]
        return None

    @property
    def terms(self) -> tuple[str, ...]:
        """Every term, in the order of the rows."""
        return tuple(term for row in self.rows for term in row)


ICD203 = Profile(
    "icd203",
    (Band(1, 5), Band(5, 20), Band(20, 45), Band(45, 55), Band(55, 80), Band(80, 95), Band(95, 99)),
    (
        ("almost no chance", "very unlikely", "unlikely", "roughly even chance", "likely", "very likely", "almost certainly"),
        ("almost no chance", "very unlikely", "unlikely", "roughly even chance", "likely", "very likely", "almost certain"),
        ("remote", "highly improbable", "improbable", "roughly even odds", "probable", "highly probable", "nearly certain"),
        ("remote", "highly improbable", "improbably", "roughly even odds", "probably", "highly probably", "nearly certainly"),
    ),
)
"""ICD 203 (2 January 2015) D.6.e(2)(a). The adverbs in the second and fourth row are the Directive's own variants."""

PHIA = Profile(
    "phia",
    (Band(1, 5), Band(10, 20), Band(25, 35), Band(40, 50), Band(55, 75), Band(80, 90), Band(95, 99)),
    (
        ("remote chance", "highly unlikely", "unlikely", "realistic possibility", "likely", "highly likely", "almost certain"),
        ("remote chance", "highly unlikely", "unlikely", "realistic possibility", "probable", "highly likely", "almost certainly"),
    ),
)
"""The UK's Probability Yardstick (Professional Head of Intelligence Assessment, 24 March 2025); the gaps are deliberate."""

PROFILES = {profile.name: profile for profile in (ICD203, PHIA)}

_TERMS = sorted({term for profile in PROFILES.values() for term in profile.terms}, key=len, reverse=True)
TERM = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(term).replace(r"\ ", r"\s+") for term in _TERMS) + r")(?!\w)", re.IGNORECASE)
"""The longest term of any profile, so that "very likely" is never taken for "likely"."""
CONFIDENCE = re.compile(r"\b(?:high|moderate|medium|low)(?:er|est)?[\s-]+confidence\b", re.IGNORECASE)
"""A level of confidence in running text."""
