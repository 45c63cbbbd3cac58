"""The words that a citation names as its evidence are not in the source.

The evidence span is what ties a sentence to a page, now and when the page changes; one that is not there ties it to nothing
(ICD 206 D.3). The same holds for the spans that the library declares
(``briefgen.evidence``). Silent where the source has no snapshot.

```markdown bad
---
title: A slip of the pen
sources: {isw: {type: report, title: A paper}}
snapshots: {isw: "A senior Ukrainian official claimed that Russia had received 46 drones thus far."}
---

Russia has received 64 aircraft [@isw, "received 64 drones thus far"].
```

```markdown good
---
title: The page's own words
sources: {isw: {type: report, title: A paper, briefgen: {evidence: [a senior Ukrainian official]}}}
snapshots: {isw: "A senior Ukrainian official claimed that Russia had received 46 drones thus far."}
---

Russia has received 46 aircraft [@isw, "received 46 drones thus far"].
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.diagnostic import Diagnostic, error
from briefgen.model.wording import contains

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.checks.subject import Subject

_HINT = "copy the span from the source, or find out what became of it"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each span; without snapshots none."""
    snapshots = subject.snapshots or {}
    for item in subject.cited:
        if item.evidence and item.key in snapshots and not contains(snapshots[item.key], item.evidence):
            message = f'the source {item.key} does not say "{item.evidence}"'
            yield error("evidence-not-in-source", message, item.position, _HINT)
    for reference in subject.references:
        for span in reference.fields.get("evidence", ()) if reference.key in snapshots else ():
            if not contains(snapshots[reference.key], span):
                message = f'the source {reference.key} does not say "{span}"'
                yield error("evidence-not-in-source", message, reference.position, _HINT)
