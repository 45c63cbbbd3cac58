"""The information cut-off is later than the date of publication.

The cut-off says up to when the authors knew what they report; they cannot have known it after they had published. Every check
of freshness counts from it.

```markdown bad
---
title: From the future
published: 2022-10-18
information_cutoff: 2022-10-20
---

Text.
```

```markdown good
---
title: In order
published: 2022-10-20
information_cutoff: 2022-10-19
---

Text.
```
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from briefgen.model.diagnostic import Diagnostic, error
from briefgen.model.position import Position

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model.brief import Brief
    from briefgen.model.house import House
    from briefgen.model.tree import Document


def check(brief: Brief, document: Document, house: House) -> Iterator[Diagnostic]:
    """At most one finding; dates that are not ISO 8601 are not compared."""
    del document, house
    published, cutoff = _day(brief.published), _day(brief.information_cutoff)
    if published and cutoff and cutoff > published:
        place = brief.places.get("information_cutoff", Position(brief.file))
        message = f"the information cut-off {cutoff} is after the publication on {published}"
        yield error("cutoff-after-published", message, place, "correct one of the two dates")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
