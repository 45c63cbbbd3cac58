"""There are fewer than three or more than seven key judgments.

National estimates lead with a handful of judgments, because a reader keeps no more than a handful; a longer list has not been
weighed, and one or two seldom answer the question of a whole brief. Key judgments are those of the first section that has any.

```markdown bad
---
title: One judgment for all
sections: [summary]
status: review
---

::: {.judgment likelihood="likely" horizon="2023-04-19" rests-on="isw"}
It will likely last.
:::
```

```markdown good
---
title: Three
sections: [summary]
status: review
---

::: {.judgment likelihood="likely" horizon="2023-04-19" rests-on="isw"}
It will likely last.
:::

::: {.judgment likelihood="unlikely" horizon="2023-04-19" rests-on="isw"}
It is unlikely to deepen.
:::

::: {.judgment likelihood="very likely" horizon="2023-04-19" rests-on="isw"}
It will very likely add to the threat.
:::
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.diagnostic import Diagnostic, warning
from briefgen.model.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.checks.subject import Subject

FEWEST, MOST = 3, 7


def check(subject: Subject) -> Iterator[Diagnostic]:
    """At most one finding; none in a draft and in a brief without judgments."""
    if not subject.in_review:
        return
    for section in (node for node in subject.nodes if isinstance(node, tree.Section)):
        judgments = [node for node in walk(section) if isinstance(node, tree.Judgment)]
        if judgments:
            if not FEWEST <= len(judgments) <= MOST:
                count = "1 key judgment" if len(judgments) == 1 else f"{len(judgments)} key judgments"
                hint = "merge them" if len(judgments) > MOST else "say what else the reader must take away"
                message = f"the section {section.name} has {count}; {FEWEST} to {MOST} can be kept in mind"
                yield warning("judgment-count", message, judgments[0].position, hint)
            return
