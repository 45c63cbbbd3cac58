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

from typing import TYPE_CHECKING

from briefgen.checks.subject import iso_day
from briefgen.model.diagnostic import Diagnostic, error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.checks.subject import Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """At most one finding; dates that are not ISO 8601 are not compared."""
    published, cutoff = iso_day(subject.brief.published), iso_day(subject.brief.information_cutoff)
    if published and cutoff and cutoff > published:
        message = f"the information cut-off {cutoff} is after the publication on {published}"
        yield error("cutoff-after-published", message, subject.place("information_cutoff"), "correct one of the two dates")
