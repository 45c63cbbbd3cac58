"""A source is marked higher than the brief that repeats it.

Under the Traffic Light Protocol 2.0 (FIRST, August 2022) a recipient may not pass information on beyond its label; a brief
under a lower label than its source does just that. Labels of other schemes are not compared.

```markdown bad
---
title: Too open
marking: {label: "TLP:CLEAR"}
sources: {tip: {type: report, title: A tip, briefgen: {marking: "TLP:AMBER"}}}
---

A shipment was seen [@tip].
```

```markdown good
---
title: As its source
marking: {label: "TLP:AMBER"}
sources: {tip: {type: report, title: A tip, briefgen: {marking: "TLP:AMBER"}}}
---

A shipment was seen [@tip].
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.checks.rules.marking_invalid import LABELS
from briefgen.model.diagnostic import Diagnostic, error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.checks.subject import Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each cited source; a brief without a label is as open as one under TLP:CLEAR."""
    label = subject.brief.marking.label or LABELS[-1]
    if label not in LABELS:
        return
    for reference in subject.references:
        theirs = str(reference.fields.get("marking", "")).upper()
        if theirs in LABELS and LABELS.index(theirs) < LABELS.index(label):
            message = f"the source {reference.key} is {theirs}, the brief {subject.brief.marking.label or 'without a marking'}"
            hint = f"mark the brief {theirs}, or take out what rests on the source"
            yield error("source-marked-higher", message, reference.position, hint)
