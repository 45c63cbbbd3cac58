"""A source was read before it was issued.

One of the two dates is wrong, and both are printed (ICD 206 D.3: a source reference has its date and, for what may change, the
date of access).

```markdown bad
---
title: Read in advance
sources: {upstream: {type: webpage, title: Deals, issued: 2022-07-19, accessed: 2022-07-18}}
---

A memorandum was signed [@upstream].
```

```markdown good
---
title: Read on the day
sources: {upstream: {type: webpage, title: Deals, issued: 2022-07-19, accessed: 2022-07}}
---

A memorandum was signed [@upstream].
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.checks.subject import first_day, last_day
from briefgen.model.diagnostic import Diagnostic, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.checks.subject import Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each cited source; a month or a year is given the benefit of the doubt."""
    for reference in subject.references:
        issued, accessed = first_day(reference.csl.get("issued")), last_day(reference.csl.get("accessed"))
        if issued and accessed and accessed < issued:
            message = f"the source {reference.key} was accessed on {accessed}, before it was issued on {issued}"
            yield warning("accessed-before-issued", message, reference.position, "correct one of the two dates")
