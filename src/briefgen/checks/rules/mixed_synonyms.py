"""Judgments take their words of likelihood from both rows of the scale.

ICD 203 D.6.e(2)(a) gives each band two terms and asks analysts not to mix the rows in one product: a reader who meets "likely" and
"probable" looks for a difference that is not there. Looked at are judgments; what a source says is its own. The UK's yardstick has
no such rows.

```markdown bad
---
title: Two words for one thing
sections: [summary]
---

::: {.judgment likelihood="likely" horizon="2023-04-19" basis="one paper"}
Iran will likely deliver missiles.
:::

::: {.judgment likelihood="probable" horizon="2023-04-19" basis="one paper"}
It is probable that trade will grow.
:::
```

```markdown good
---
title: One row
sections: [summary]
---

::: {.judgment likelihood="likely" horizon="2023-04-19" basis="one paper"}
Iran will likely deliver missiles.
:::

::: {.judgment likelihood="almost certain" horizon="2023-04-19" basis="one paper"}
It is almost certain that trade will grow.
:::
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.diagnostic import Diagnostic, warning
from briefgen.model.estimative import ICD203, PROFILES, Profile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.checks.subject import Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each judgment that leaves the row of the first."""
    families = _families(PROFILES.get(subject.brief.estimative_profile, ICD203))
    first: tuple[str, frozenset[str]] | None = None
    for judgment in subject.judgments:
        term = judgment.likelihood.casefold()
        family = next((words for words in families if term in words), None)
        if family and first and family != first[1]:
            message = f"'{term}' is of another row of the scale than '{first[0]}' above"
            yield warning("mixed-synonyms", message, judgment.position, "keep to one row in a brief")
        first = first or ((term, family) if family else None)


def _families(profile: Profile) -> tuple[frozenset[str], ...]:
    """The rows of a scale, those that share a word as one."""
    families: list[frozenset[str]] = []
    for row in map(frozenset, profile.rows):
        joined = [family for family in families if family & row]
        families = [*(family for family in families if family not in joined), row.union(*joined)]
    return tuple(families)
