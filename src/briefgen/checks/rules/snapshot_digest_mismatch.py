"""The kept text of a source is not the one that its digest names.

A digest beside a source (``briefgen.sha256``) says: this text and no other was read. If the snapshot that stands has another
digest, the page has changed or the copy has been touched, and what rests on it must be looked at again (ICD 206 D.5). The
digest is that of the normalised text in UTF-8, as ``sources.lock`` has it.

```markdown bad
---
title: Another text
sources:
  isw: {type: report, title: A paper, briefgen: {sha256: "0000000000000000000000000000000000000000000000000000000000000000"}}
snapshots: {isw: "46 drones thus far"}
---

Russia has received 46 aircraft [@isw].
```

```markdown good
---
title: The text that was read
sources:
  isw: {type: report, title: A paper, briefgen: {sha256: "c6cb304f6617341bcdd68bf72a0501811b13e800c742a1be262af9234b8c36b3"}}
snapshots: {isw: "46 drones thus far"}
---

Russia has received 46 aircraft [@isw].
```
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from briefgen.model.diagnostic import Diagnostic, error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.checks.subject import Subject


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each source with a digest and a snapshot; a line end at the end of the text makes no difference."""
    snapshots = subject.snapshots or {}
    for reference in subject.references:
        wanted, text = str(reference.fields.get("sha256", "")).lower(), snapshots.get(reference.key)
        if wanted and text is not None and wanted not in {_digest(text), _digest(f"{text}\n")}:
            message = f"the text of {reference.key} has the digest {_digest(text)[:12]}…, not {wanted[:12]}…"
            hint = "read the source again; if the brief still stands, note the new digest"
            yield error("snapshot-digest-mismatch", message, reference.position, hint)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
