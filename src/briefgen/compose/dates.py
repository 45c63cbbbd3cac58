"""Dates as a house prints them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def printed_date(text: str, labels: Mapping[str, str]) -> str:
    """An ISO 8601 date in the house's form; anything else, and a house that has no form, as it is.

    The form is the label ``date-form`` (``{day} {month} {year}``), the months' names are the twelve words of ``months``.
    """
    months = labels.get("months", "").split()
    form = labels.get("date-form", "")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    if len(months) != 12 or not form:
        return text
    values = {"{day}": str(day.day), "{month}": months[day.month - 1], "{year}": str(day.year)}
    for name, value in values.items():
        form = form.replace(name, value)
    return form
