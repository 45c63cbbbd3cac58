"""A cited source was issued after the information cut-off.

The cut-off is a promise to the reader about what the authors could know (ICD 203 D.6.e(1) and (7)); a later source breaks it. A
month or a year counts from its first day, so that only a source that cannot be older is found.

```markdown bad
---
title: Ahead of its time
information_cutoff: 2022-08-11
sources: {nyt: {type: article-newspaper, title: Drones, issued: 2022-10-17}}
---

UAVs struck Kyiv [@nyt].
```

```markdown good
---
title: In time
information_cutoff: 2022-10-19
sources:
  nyt: {type: article-newspaper, title: Drones, issued: 2022-10-17}
  week: {type: article-magazine, title: A digest, issued: 2022-10}
---

UAVs struck Kyiv [@nyt; @week].
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.checks.subject import first_day, iso_day
from briefgen.model.diagnostic import Diagnostic, error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.checks.subject import Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each cited source; approximate dates are not compared."""
    cutoff = iso_day(subject.brief.information_cutoff)
    for reference in subject.references if cutoff else ():
        issued = first_day(reference.csl.get("issued"))
        if issued and cutoff and issued > cutoff:
            message = f"the source {reference.key}, issued {issued}, is younger than the information cut-off {cutoff}"
            hint = "move the cut-off, or take out what rests on the source"
            yield error("source-after-cutoff", message, reference.position, hint)
