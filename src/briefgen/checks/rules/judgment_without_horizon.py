"""A judgment says how likely something is and not by when.

Almost everything becomes likely if one waits long enough; without a day or a period a judgment can be neither used nor found wrong
(ICD 203 D.6.e(8), on timing). The brief's ``outlook_horizon`` holds for every judgment that does not say its own.

```markdown bad
---
title: At some time
sections: [summary]
status: review
---

::: {.judgment likelihood="likely"}
Iran will likely deliver missiles.
:::
```

```markdown good
---
title: By April
sections: [summary]
status: review
---

::: {.judgment likelihood="likely" horizon="2023-04-19"}
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
    if not subject.in_review or subject.brief.outlook_horizon:
        return
    for judgment in subject.judgments:
        if judgment.likelihood and not judgment.horizon:
            hint = 'say horizon="2023-04-19", or outlook_horizon in the front matter'
            yield warning("judgment-without-horizon", "the judgment does not say by when", judgment.position, hint)
