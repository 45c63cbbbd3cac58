"""A source that is marked with an asterisk is not described.

The asterisk warns that a government may stand behind the words; who speaks, with what access and what leaning, is for the
descriptor to say (ICD 206 D.3.c, source descriptors).

```markdown bad
---
title: Who speaks?
sources: {tass: {type: webpage, title: A dispatch, briefgen: {state_control: full}}}
---

A contest was announced [@tass].
```

```markdown good
---
title: A state agency
sources: {tass: {type: webpage, title: A dispatch, briefgen: {state_control: full, descriptor: Russian state news agency}}}
---

A contest was announced [@tass].
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.citations import is_foreign
from briefgen.model.diagnostic import Diagnostic, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.checks.subject import Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each cited source."""
    for reference in subject.references:
        if is_foreign(reference.fields) and not str(reference.fields.get("descriptor", "")).strip():
            message = f"the source {reference.key} is on a foreign domain or under state control and has no descriptor"
            hint = "say who speaks, with what access and leaning: descriptor: …"
            yield warning("foreign-source-without-descriptor", message, reference.position, hint)
