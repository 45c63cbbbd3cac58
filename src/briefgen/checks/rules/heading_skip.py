"""A heading is more than one level below the heading before it.

Those who move through a document by its headings, with a screen reader or in a navigation pane, meet a level that is not
there (WCAG 2.2 technique G141; PDF/UA-1, ISO 14289-1 §7.4.2).

```markdown bad
# Economy

### Steel

Trade in steel grew.
```

```markdown good
# Economy

## Steel

Trade in steel grew.
```
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.diagnostic import Diagnostic, Severity
from briefgen.model.walk import plain_text, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model.brief import Brief
    from briefgen.model.house import House


def check(brief: Brief, document: tree.Document, house: House) -> Iterator[Diagnostic]:
    """One finding for each heading that skips; only a warning in an ordinary Markdown file."""
    del house
    severity = Severity.WARNING if brief.single_file else Severity.ERROR
    headings = [node for node in walk(document.blocks) if isinstance(node, tree.Heading)]
    for before, heading in pairwise(headings):
        if heading.level > before.level + 1:
            message = f"the heading '{plain_text(heading)}' is of level {heading.level}, under one of level {before.level}"
            yield Diagnostic("heading-skip", severity, message, heading.position, f"make it level {before.level + 1}")
