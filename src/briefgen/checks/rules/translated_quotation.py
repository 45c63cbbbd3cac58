"""Words in quotation marks come from a translation that nobody answers for.

A machine's translation, and a text translated away and back, are not the speaker's words: one report of a single sentence gave
"ailing", "warring" and "embattled" for the same adjective. Facts may be taken from such a copy, wording not (ICS 206-01:
translations are disclosed). Found are quotations that are the evidence cited from it, and longer ones that nothing else in
their sentence can bear.

```markdown bad
---
title: In nobody's words
sources: {nyt: {type: article-newspaper, title: Drones, briefgen: {translation: back}}}
---

He called it “an association of convenience between two warring dictatorships” [@nyt, "association of convenience between two"].
```

```markdown good
---
title: In his own
sources:
  nyt: {type: article-newspaper, title: Drones, briefgen: {translation: back}}
  times: {type: article-newspaper, title: Drones}
---

He called it “a partnership of convenience between two embattled dictatorships” [@times; @nyt]. “Neither East nor West” was the
slogan [@nyt, "equally distrustful"].
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.diagnostic import Diagnostic, error
from briefgen.model.wording import contains

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.checks.subject import Subject

UNANSWERED = frozenset({"machine", "back"})
LONG = 8
"""Words from which a quotation is no slogan or title any more."""


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each quotation in a sentence whose every known source is such a translation."""
    for sentence in subject.sentences:
        items = [item for item in sentence.items if item.key in subject.library]
        if not items or any(subject.library[item.key].fields.get("translation") not in UNANSWERED for item in items):
            continue
        for words in sentence.quotations:
            if len(words.split()) >= LONG or any(_same(words, item.evidence) for item in items):
                message = f"“{words}” is quoted from {items[0].key}, which was read in a translation"
                hint = "paraphrase it, or quote a text in the speaker's own words"
                yield error("translated-quotation", message, sentence.position, hint)


def _same(words: str, evidence: str) -> bool:
    return bool(evidence) and (contains(evidence, words) or contains(words, evidence))
