"""A source that is to be watched has never been captured.

Without a snapshot nobody can later show what the page said, nor notice that it says something else (ICD 206 D.5, retention of
sources). A source that cannot be captured, because it is paywalled or gone, is declared so with ``watch: false``. Found only where
somebody has looked for snapshots.

```markdown bad
---
title: A page nobody kept
sources: {tass: {type: webpage, title: A dispatch, URL: https://example.org/dispatch}}
snapshots: {}
---

A contest was announced [@tass].
```

```markdown good
---
title: A page that was kept, and one that is gone
sources:
  tass: {type: webpage, title: A dispatch, URL: https://example.org/dispatch}
  week: {type: webpage, title: A digest, URL: https://example.org/digest, briefgen: {watch: false}}
snapshots: {tass: "The contest will take place in August."}
---

A contest was announced [@tass; @week].
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.diagnostic import Diagnostic, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.checks.subject import Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each cited source; none where nobody has looked for snapshots."""
    if subject.snapshots is None:
        return
    for reference in subject.references:
        located = reference.csl.get("URL") or reference.fields.get("seen_at") or reference.fields.get("path")
        if located and reference.fields.get("watch", True) and reference.key not in subject.snapshots:
            message = f"the source {reference.key} has never been captured"
            hint = "refresh it; if it cannot be had, say watch: false and name the evidence spans it gave"
            yield warning("uncaptured-source", message, reference.position, hint)
