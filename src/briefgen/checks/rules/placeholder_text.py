"""A placeholder is left in a brief that is no draft.

TK, TBD and their like are notes of the authors to themselves; in front of a reader they say that nobody has read the page. In
review they are a warning; what is approved or released, or is about to be, may not have them. What stands in code, and "TK-17", is
no placeholder. Titles and names, also those of cited sources, are found where they begin as those of a new brief do, with "TBD:".

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
from briefgen.model.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.checks.subject import Subject
    from briefgen.model.brief import Brief
    from briefgen.model.citation import Reference
    from briefgen.model.tree import Text

# In brackets, so that a search for tasks left in this project does not stop here.
_PLACEHOLDER = expression(r"\b(?:TK(?:TK)*|TO[D]O|FIX[M]E|TBD|TBC|XXX+|[Ll]orem ipsum)\b(?!-\d)|\[\?+\]|\?\?\?")


_UNFILLED = re.compile(r"TBD:")
_NAMES = ("author", "editor", "collection-editor", "container-author", "translator")
_HINT = "finish the sentence, or take it out"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each placeholder in a text, the front matter or a cited source; none in a draft."""
    if not subject.in_review:
        return
    severity = Severity.ERROR if subject.is_final else Severity.WARNING
    for text in (one for one in subject.texts if not _is_of_house(one)):
        for match in _PLACEHOLDER.finditer(text.text):
            place = text.position and replace(text.position, column=text.position.column + match.start())
            yield Diagnostic("placeholder-text", severity, f"the placeholder '{match[0]}' is left in the text", place, _HINT)
    for key, said in _said(subject.brief):
        if _UNFILLED.match(said):
            message = f"{key} is still the one of a new brief: {said}"
            yield Diagnostic("placeholder-text", severity, message, subject.place(key), "write what it is, or take it out")
    for reference in subject.references:
        if any(map(_UNFILLED.match, _shown(reference))):
            message = f"the source {reference.key} is still the one of a new brief"
            hint = "describe the source, or cite another"
            yield Diagnostic("placeholder-text", severity, message, reference.position, hint)


def _is_of_house(text: Text) -> bool:
    """Whether a fragment of the house prints it: what it repeats of the front matter is found there."""
    return bool(text.position and text.position.file.endswith(".j2"))


def _said(brief: Brief) -> Iterator[tuple[str, str]]:
    """Keys of the front matter with what is printed of them."""
    yield "title", brief.title
    yield "subtitle", brief.subtitle
    for person in brief.authors:
        yield "authors", person.name


def _shown(reference: Reference) -> Iterator[str]:
    """The words of a source that a citation prints."""
    names = (name.get("literal", "") for role in _NAMES for name in reference.csl.get(role, ()) if isinstance(name, dict))
    yield from (str(said) for said in (reference.csl.get("title", ""), reference.csl.get("publisher", ""), *names))
