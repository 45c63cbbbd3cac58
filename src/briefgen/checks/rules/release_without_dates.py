"""A brief that is approved or released does not say when it was published or up to when its authors knew.

Without both dates a reader cannot tell old from new, nor a program what is stale (ICD 203 D.6.e(1), and the practice of
estimates to state an information cut-off).

```markdown bad
---
title: Timeless
status: released
published: 2022-10-20
---

Text.
```

```markdown good
---
title: Dated
status: released
published: 2022-10-20
information_cutoff: 2022-10-19
---

Text.
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.diagnostic import Diagnostic, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.checks.subject import Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each date; none in a draft."""
    if not subject.is_final:
        return
    said = {"published": subject.brief.published, "information_cutoff": subject.brief.information_cutoff}
    for key, date in said.items():
        if not date:
            message = f"the brief is {subject.brief.status} and has no {key} date"
            yield warning("release-without-dates", message, subject.place("status"), f"add {key}: 2022-10-19 or another day")
