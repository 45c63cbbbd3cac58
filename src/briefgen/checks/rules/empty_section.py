"""A section, or a heading in it, has nothing under it.

Silence under a heading is ambiguous: nothing happened, or nothing was looked at. Where there is nothing to report, the text
says so and since when (ICD 203 D.6.e(7), on changes between editions).

```markdown bad
---
title: A silent theatre
sections: [military/venezuela]
---

# Venezuela
```

```markdown good
---
title: A quiet theatre
sections: [military/venezuela]
---

# Venezuela

No reportable change since 11 August 2022.
```
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.brief import is_group_text
from briefgen.model.diagnostic import Diagnostic, error
from briefgen.model.walk import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.checks.subject import Subject

_HINT = "write one sentence such as 'No reportable change since …'"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each section without text, else for each heading in it without any."""
    if subject.brief.single_file:
        return
    for section in subject.nodes:
        if isinstance(section, tree.Section) and section.position and section.name in subject.brief.sections:
            yield from _silences(section)


def _silences(section: tree.Section) -> Iterator[Diagnostic]:
    if is_group_text(section.name):
        return
    if all(isinstance(block, tree.Heading) for block in section.children):
        place = section.children[-1].position if section.children else section.position
        yield error("empty-section", f"the section {section.name} is empty", place, _HINT)
        return
    for block, following in pairwise((*section.children, None)):
        if isinstance(block, tree.Heading) and _is_silent(block, following):
            yield error("empty-section", f"there is nothing under the heading '{plain_text(block)}'", block.position, _HINT)


def _is_silent(heading: tree.Heading, following: tree.Block | None) -> bool:
    return following is None or (isinstance(following, tree.Heading) and following.level <= heading.level)
