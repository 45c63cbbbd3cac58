"""A judgment says how likely something is and not how well that is known.

Analysts state the confidence of a judgment and what it rests on (ICD 203 D.6.e(2)): a reader acts otherwise on a likely that two
independent sources bear than on one that is a guess.

```markdown bad
---
title: Take it from us
sections: [summary]
status: review
---

::: {.judgment likelihood="likely" horizon="2023-04-19"}
Iran will likely deliver missiles.
:::
```

```markdown good
---
title: With its basis
sections: [summary]
status: review
---

::: {.judgment likelihood="likely" confidence="low" basis="two reports read at second hand" horizon="2023-04-19"}
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
    """One finding for each judgment with a likelihood and neither confidence nor basis; none in a draft."""
    for judgment in subject.judgments if subject.in_review else ():
        if judgment.likelihood and not (judgment.confidence or judgment.basis.strip()):
            hint = 'declare both: confidence="moderate" basis="…"'
            yield warning("judgment-without-basis", "the judgment has neither confidence nor basis", judgment.position, hint)
