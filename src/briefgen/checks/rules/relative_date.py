"""A date is told from the day of writing.

"Last week" is another week for every reader, and on the morning after it is wrong; a day, a month or a span with a date is the
same for all (ICD 203 D.6.e(8): clear about timing). What a source says in quotation marks is its own.

```markdown bad
---
title: Some time ago
sections: [summary]
---

The foreign ministry denied it last week, and on Monday UAVs struck Kyiv.
```

```markdown good
---
title: Dated
sections: [summary]
---

The foreign ministry denied it on Monday, 17 October 2022, “and will deny it next week.” A month earlier envoys had come.
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.checks.subject import unquoted
from briefgen.model.diagnostic import Diagnostic, warning
from briefgen.model.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.checks.subject import Subject

_UNIT = "day|night|week|weekend|month|quarter|year|spring|summer|autumn|fall|winter"
_WEEKDAY = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_RELATIVE = expression(
    rf"""\b(?:(?:last|next|this\s+(?:past|coming))\s+(?:{_UNIT}|{_WEEKDAY}|{_MONTH})
        | (?:\w+\s+)?(?:days?|weeks?|months?|years?)\s+ago
        | in\s+recent\s+(?:days|weeks|months|years)
        | (?:[Yy]esterday|[Tt]omorrow|[Tt]onight)
        | on\s+(?:{_WEEKDAY})(?!s|,?\s+(?:the\s+)?(?:\d|{_MONTH}))
        )\b""",
    re.VERBOSE,
)
_TELLING = ("ago", "day", "last", "next", "this", "recent", "omorrow", "onight")
"""What every match holds one of: to look for these first is thirty times faster."""


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each sentence in English; none in an ordinary Markdown file, which may be a letter or a diary."""
    if subject.brief.single_file or not subject.brief.language.lower().startswith("en"):
        return
    for sentence in subject.sentences:
        if not any(word in sentence.text for word in _TELLING):
            continue
        said = _RELATIVE.search(unquoted(sentence.text))
        if said and sentence.text not in sentence.quotations:
            hint = "write the date, or count from one that the sentence names"
            yield warning("relative-date", f"'{said[0]}' depends on the day of reading", sentence.position, hint)
