"""High confidence rests on a single origin, or on weak sources alone.

High confidence is for judgments on good information from several independent sources (ICD 203 D.6.e(2)(b), and the definitions
estimates print). Copies, translations and summaries of one report are one source: those of one ``independence_group`` count
once. Where every source is of reliability C to F or credibility 3 to 6 (AJP-2.1), more of them do not help.

```markdown bad
---
title: One paper, twice
sections: [summary]
sources:
  nyt: {type: article-newspaper, title: Drones, briefgen: {independence_group: nyt}}
  times: {type: article-newspaper, title: Drones, briefgen: {republication_of: nyt}}
---

::: {.judgment likelihood="likely" confidence="high" basis="two reports" horizon="2023-04-19" rests-on="nyt times"}
Iran will likely deliver missiles.
:::
```

```markdown good
---
title: Two origins
sections: [summary]
sources:
  nyt: {type: article-newspaper, title: Drones, briefgen: {independence_group: nyt, reliability: B, credibility: "2"}}
  isw: {type: report, title: A paper}
---

::: {.judgment likelihood="likely" confidence="high" basis="two independent reports" horizon="2023-04-19" rests-on="nyt isw"}
Iran will likely deliver missiles.
:::
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model import tree
from briefgen.model.diagnostic import Diagnostic, error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.checks.subject import Subject
    from briefgen.model.citation import Library, Reference

_HINT = "lower the confidence, or name another source"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """At most one finding for each judgment of high confidence that names known sources."""
    for judgment in subject.judgments:
        ground = subject.ground(judgment)
        if judgment.confidence is not tree.Confidence.HIGH or not ground:
            continue
        origins = {origin(reference, subject.library) for reference in ground}
        if len(origins) == 1:
            message = f"high confidence rests on one origin, {next(iter(origins))}"
            yield error("high-confidence-on-one-origin", message, judgment.position, _HINT)
        elif all(map(_is_weak, ground)):
            message = "high confidence rests on sources of reliability C to F or credibility 3 to 6 alone"
            yield error("high-confidence-on-one-origin", message, judgment.position, _HINT)


def origin(reference: Reference, library: Library) -> str:
    """What a source goes back to: its independence group, else the origin of what it republishes or derives from, else itself.

    A source derived from several goes back to itself.
    """
    seen: set[str] = set()
    while reference.key not in seen:
        seen.add(reference.key)
        fields = reference.fields
        derived = fields.get("derived_from", ())
        before = fields.get("republication_of") or (derived[0] if len(derived) == 1 else "")
        if fields.get("independence_group"):
            return str(fields["independence_group"])
        if before not in library:
            return reference.key
        reference = library[before]
    return min(seen)


def _is_weak(reference: Reference) -> bool:
    return reference.fields.get("reliability", "") in tuple("CDEF") or reference.fields.get("credibility", "") in tuple("3456")
