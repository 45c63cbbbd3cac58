"""The handling label is not one that its scheme knows.

Recipients act on the exact label. FIRST's Traffic Light Protocol 2.0 (August 2022) has five: no spaces in them, in capitals,
never translated; ``TLP:WHITE`` became ``TLP:CLEAR``. National classifications from CONFIDENTIAL upwards are refused, because
neither this program nor the machines it is made for are accredited for them.

```markdown bad
---
title: An old label
marking: {label: "TLP:WHITE"}
---

Text.
```

```markdown good
---
title: A label
marking: {label: "TLP:AMBER+STRICT"}
---

Text.
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.model.diagnostic import Diagnostic, error, warning
from briefgen.model.nearest import nearest
from briefgen.model.position import Position

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.checks.subject import Subject

LABELS = ("TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR")
_CLASSIFIED = re.compile(r"\s*(?:(?:UK|US|NATO|EU)\s+)?(?:TOP\s+SECRET|SECRET|CONFIDENTIAL)\b", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Diagnostic]:
    """At most one finding; a label of another scheme, and none at all, pass."""
    label, place = subject.brief.marking.label, subject.place("marking")
    if _CLASSIFIED.match(label):
        message = f"{label} is a classification this program is not accredited for"
        yield error("marking-invalid", message, place, "do not build it here")
    elif label.upper().startswith("TLP") and label not in LABELS:
        yield _invalid(label, place)


def _invalid(label: str, place: Position) -> Diagnostic:
    capitals = re.sub(r"^TLP[\s:-]*", "TLP:", re.sub(r"\s", "", label.upper()))
    if label.upper() in LABELS:
        return warning("marking-invalid", f"'{label}' is not in capitals", place, f"write {capitals}")
    if capitals == "TLP:WHITE":
        return error("marking-invalid", "TLP:WHITE is not a label of TLP 2.0", place, "write TLP:CLEAR")
    near = nearest(capitals, LABELS, likeness=0.8)
    hint = f"write {capitals}" if capitals in LABELS else f"did you mean {near[0]}?" if near else f"known: {', '.join(LABELS)}"
    return error("marking-invalid", f"'{label}' is not a label of TLP 2.0", place, hint)
