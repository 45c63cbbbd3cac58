from __future__ import annotations

import pytest

from briefgen.model.estimative import ICD203, PHIA, PROFILES, Band

# ICD 203 (2 January 2015), D.6.e(2)(a), the table as printed.
ICD203_TABLE = {
    ("almost no chance", "remote"): (1, 5),
    ("very unlikely", "highly improbable"): (5, 20),
    ("unlikely", "improbable"): (20, 45),
    ("roughly even chance", "roughly even odds"): (45, 55),
    ("likely", "probable"): (55, 80),
    ("very likely", "highly probable"): (80, 95),
    ("almost certain", "nearly certain"): (95, 99),
}


@pytest.mark.parametrize(("terms", "band"), ICD203_TABLE.items())
def test_both_rows_of_icd_203_have_the_bands_of_the_directive(terms, band):
    assert [Band(*band)] * 2 == [ICD203.band(term) for term in terms]


def test_a_term_is_found_whatever_its_capitals():
    assert Band(55, 80) == ICD203.band("Likely")


def test_a_word_that_is_no_term_has_no_band():
    assert ICD203.band("possibly") is None


def test_a_band_prints_with_an_en_dash():
    assert "55–80 %" == str(Band(55, 80))


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_the_bands_of_a_profile_rise_and_every_row_has_a_term_for_each(profile):
    lows = [band.low for band in profile.bands]

    assert lows == sorted(lows)
    assert {len(profile.bands)} == {len(row) for row in profile.rows}


def test_the_yardstick_of_the_uk_leaves_gaps_between_its_bands():
    assert all(lower.high < upper.low for lower, upper in zip(PHIA.bands, PHIA.bands[1:], strict=False))
