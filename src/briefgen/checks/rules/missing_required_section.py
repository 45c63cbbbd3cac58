"""A section that the house requires is not in the brief.

Readers of a recurring product look for the same sections in every edition; one that is left out reads as nothing to report
when it may mean that nobody looked. The house lists them in ``required-sections``. ICD 203 D.6.e(7) asks that a recurring
product account for what it covers.

```markdown bad
---
title: Two sections short
sections: [summary, economic, military/ukraine, military/syria]
---

No reportable change since the last edition.
```

```markdown good
---
title: All there
sections: [summary, economic, military/ukraine, military/syria, military/venezuela, us-policy-implications]
---

No reportable change since the last edition.
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.brief import section_file
from briefgen.model.diagnostic import Diagnostic, error
from briefgen.model.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.checks.subject import Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each section that is missing; an ordinary Markdown file has no sections to miss."""
    brief, house = subject.brief, subject.house
    if brief.single_file:
        return
    for name in house.required_sections:
        if name not in brief.sections:
            close = nearest(name, (given for given in brief.sections if given not in house.required_sections))
            hint = f"is it {close[0]}?" if close else f"write {section_file(name)} and list it, or name a house that needs others"
            message = f"the house '{house.style.name}' requires the section {name}"
            yield error("missing-required-section", message, subject.place("sections"), hint)
