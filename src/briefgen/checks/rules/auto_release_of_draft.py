"""Data are to be released by themselves, but the brief is not released.

An edition made from changed data goes out under the approval of the last one (``auto_release: data``). A draft or a brief in
review has none, so that nothing would go out and nobody would know why.

```markdown bad
---
title: Waiting in vain
status: draft
auto_release: data
---

Text.
```

```markdown good
---
title: Released
status: released
auto_release: data
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
    """At most one finding."""
    if subject.brief.auto_release and not subject.is_final:
        message = f"auto_release: {subject.brief.auto_release} does nothing while the status is {subject.brief.status}"
        hint = "release the brief first, or leave auto_release out"
        yield warning("auto-release-of-draft", message, subject.place("auto_release"), hint)
