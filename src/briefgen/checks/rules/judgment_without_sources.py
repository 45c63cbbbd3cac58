"""A judgment names no source that it rests on.

A key judgment is argued in the sections and printed without notes. ``rests-on`` names its sources all the same, so that a
source that changes leads to it (ICD 206 D.3).

```markdown bad
---
title: Out of thin air
sections: [summary]
status: review
---

::: {.judgment likelihood="likely" confidence="low" basis="one paper" horizon="2023-04-19"}
Iran will likely deliver missiles.
:::
```

```markdown good
---
title: On two sources
sections: [summary]
status: review
sources: {nyt: {type: article-newspaper, title: Drones}, week: {type: article-magazine, title: A digest}}
---

::: {.judgment likelihood="likely" confidence="low" basis="two reports" horizon="2023-04-19" rests-on="nyt week"}
Iran will likely deliver missiles.
:::
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.diagnostic import Diagnostic, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.checks.subject import Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each judgment with a likelihood; none in a draft."""
    if not subject.in_review:
        return
    for judgment in subject.judgments:
        named = judgment.rests_on or judgment.attributes.get("supported_by") or subject.ground(judgment)
        if judgment.likelihood and not named:
            hint = 'name them by their keys: rests-on="isw nyt"; they are not printed'
            yield warning("judgment-without-sources", "the judgment names no source that it rests on", judgment.position, hint)
