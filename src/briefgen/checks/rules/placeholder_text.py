"""A placeholder is left in a brief that is no draft.

TK, TBD and their like are notes of the authors to themselves; in front of a reader they say that nobody has read the page. In
review they are a warning; what is approved or released may not have them. What stands in code, and "TK-17", is no placeholder.

```markdown bad
---
title: Unfinished
status: released
---

Iran delivered TK missiles [?].
```

```markdown good
---
title: Finished
status: released
---

Iran delivered no missiles that were reported; the launcher is a TK-17, and `TBD` is a word in code.
```
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.model.diagnostic import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.checks.subject import Subject

# In brackets, so that a search for tasks left in this project does not stop here.
_PLACEHOLDER = re.compile(r"\b(?:TK(?:TK)*|TO[D]O|FIX[M]E|TBD|TBC|XXX+|[Ll]orem ipsum)\b(?!-\d)|\[\?+\]|\?\?\?")


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each placeholder in a text; none in a draft."""
    if not subject.in_review:
        return
    severity = Severity.ERROR if subject.is_final else Severity.WARNING
    for text in subject.texts:
        for match in _PLACEHOLDER.finditer(text.text):
            place = text.position and replace(text.position, column=text.position.column + match.start())
            message = f"the placeholder '{match[0]}' is left in a brief whose status is {subject.brief.status}"
            yield Diagnostic("placeholder-text", severity, message, place, "finish the sentence, or take it out")
