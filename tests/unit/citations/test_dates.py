from __future__ import annotations

import pytest

from briefgen.citations.dates import NotADate, read_date


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2022-08-11", {"date-parts": [[2022, 8, 11]]}),
        ("2022-08", {"date-parts": [[2022, 8]]}),
        (2022, {"date-parts": [[2022]]}),
        ("2022-08-11T14:30:00Z", {"date-parts": [[2022, 8, 11]]}),
        ("2022-08-11/2022-08-14", {"date-parts": [[2022, 8, 11], [2022, 8, 14]]}),
        ("2022/..", {"date-parts": [[2022], [0]]}),
        ("2022~", {"date-parts": [[2022]], "circa": True}),
        ("2022-21", {"date-parts": [[2022]], "season": 1}),
        ([2022, 8, 11], {"date-parts": [[2022, 8, 11]]}),
        ({"date-parts": [["2022", "8"]]}, {"date-parts": [[2022, 8]]}),
        ({"year": 2022, "month": 8}, {"date-parts": [[2022, 8]]}),
        ({"raw": "2022-08-11"}, {"date-parts": [[2022, 8, 11]]}),
        ({"literal": "spring of 2022"}, {"literal": "spring of 2022"}),
        ({"date-parts": [[2020, 2, 29]], "circa": 1}, {"date-parts": [[2020, 2, 29]], "circa": True}),
    ],
)
def test_a_date_is_read_as_people_write_it(written, expected):
    assert expected == read_date(written)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("11 August 2022", "write 2022-08-11"),
        ("2022-02-30", "2022-2-30 is not in the calendar"),
        ("2022-13", "not in the calendar"),
        (True, "a truth value"),
        ({"date-parts": [[2022], [2023], [2024]]}, "two for a range"),
        ({"season": 2}, "expected date-parts, literal or raw"),
        ([2021, 2, 29], "not in the calendar"),
        (None, "expected text such as 2022-08-11"),
    ],
)
def test_what_is_no_date_is_refused_with_what_to_write(written, reason):
    with pytest.raises(NotADate, match=reason):
        read_date(written)
