"""A sentence of the text holds a level of confidence and a likelihood.

The two are different things, and readers take one for the other: ICD 203 D.6.e(2)(b) keeps them out of one sentence. In
judgments it is an error that stops the brief before the rules are asked; elsewhere a sentence may report what somebody else
wrote, so that a person must look.

```markdown bad
---
title: Both at once
sections: [summary]
---

We assess with high confidence that Iran will likely deliver missiles.
```

```markdown good
---
title: One after the other
sections: [summary]
---

Iran will likely deliver missiles. We have low confidence in this: nobody has seen a delivery.
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.checks.subject import unquoted
from briefgen.model import tree
from briefgen.model.diagnostic import Diagnostic, warning
from briefgen.model.estimative import CONFIDENCE, TERM
from briefgen.model.walk import rewrite_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.checks.subject import Subject
    from briefgen.model.sentences import Sentence


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each sentence outside judgments and quotation marks."""
    for sentence in _outside_judgments(subject):
        text = unquoted(sentence.text)
        level = CONFIDENCE.search(text)
        term = TERM.search(text) if level else None
        if level and term:
            message = f"'{level[0]}' and '{term[0]}' stand in one sentence"
            hint = "make two sentences of it, or a .judgment with both as attributes"
            yield warning("confidence-and-likelihood", message, sentence.position, hint)


def _outside_judgments(subject: Subject) -> tuple[Sentence, ...]:
    if not subject.judgments:
        return subject.sentences
    from briefgen.model.sentences import sentences

    return sentences(rewrite_all(subject.document.blocks, _without_judgments, (tree.Judgment,)))


def _without_judgments(node: tree.Node) -> tree.Node | tuple[tree.Node, ...]:
    return () if isinstance(node, tree.Judgment) else node
