"""Quoted words are in none of the sources that their sentence cites.

A reader takes words in quotation marks for the source's own (ICD 203 D.6.e(8), accuracy); a quotation from memory, from another
source or from a page that has since been edited is the error that costs most trust. Compared as in
:func:`briefgen.model.wording.contains`: case, the form of quotation marks and dashes, and words left out with an ellipsis,
count for nothing. Up to three quoted words are a term, not a quotation. Silent where a cited source has no snapshot.

```markdown bad
---
title: From memory
sources: {stern: {type: article-magazine, title: An ally}}
snapshots: {stern: "A deepening alliance should be seen as a pervasive threat, the spokesman said."}
---

The alliance “should be seen as a profound threat” [@stern].
```

```markdown good
---
title: From the page
sources: {state: {type: webpage, title: A briefing}}
snapshots: {state: "Russia deepening an alliance with Iran should be seen as a profound threat."}
---

The alliance “should be seen as a profound threat,” and that was called “grave” [@state].
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.diagnostic import Diagnostic, error
from briefgen.model.wording import contains

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.checks.subject import Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each quotation; without snapshots none."""
    snapshots = subject.snapshots or {}
    for sentence in subject.sentences if snapshots else ():
        keys = tuple(dict.fromkeys(item.key for item in sentence.items))
        if not keys or any(key not in snapshots for key in keys):
            continue
        for words in sentence.quotations:
            if not any(contains(snapshots[key], words) for key in keys):
                message = f"“{words}” is not in {' or '.join(keys)}"
                yield error("quotation-not-in-source", message, sentence.position, "quote the source's own words, or paraphrase")
