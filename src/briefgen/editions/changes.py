"""What changed since the last edition, as blocks to print: by judgment, by section, by value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.editions.outline import JudgmentText, Outline, SectionChange, diff
from briefgen.model import tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MANY = 12
"""Values of data that are named one by one; of more, the number is told."""

WORDS: Mapping[str, str] = {
    "judgment": "Judgment {number}",
    "judgment-before": "Judgment {number} of the last edition",
    "judgment-new": "new",
    "judgment-withdrawn": "withdrawn",
    "judgment-reworded": "reworded",
    "likelihood": "likelihood {old} → {new}",
    "confidence": "confidence {old} → {new}",
    "not-stated": "not stated",
    "section-new": "new section",
    "section-removed": "section removed",
    "changed": "{count} changed",
    "added": "{count} added",
    "removed": "{count} removed",
    "paragraphs": "paragraphs: {counts}",
    "value": "{old} → {new}",
    "value-new": "new, {new}",
    "value-removed": "removed, was {old}",
    "more-values": "{count} more values changed",
}
"""What is printed, by name; a house may say it in its own language."""
_NAME = re.compile(r"\{(\w+)\}")


def changes(old: Outline | None, new: Outline, words: Mapping[str, str] = WORDS) -> tuple[tree.Block, ...]:
    """A list of what is new to someone who read the last edition; nothing for a first edition, or where nothing changed.

    Judgments come first, by the number they are printed with, with likelihood and confidence before and after: ICD 203 D.6.e(7)
    asks that changes to judgments be told. Then come values printed from data, and sections, each with the number of its paragraphs
    that changed. ``words`` need not have all of :data:`WORDS`.
    """
    if old is None:
        return ()
    said = {**WORDS, **words}
    items = (*_judgments(old, new, said), *_values(old, new, said), *_sections(old, new, said))
    return (tree.BulletList(items),) if items else ()


def _item(name: tree.Inline, what: str) -> tree.ListItem:
    return tree.ListItem((tree.Paragraph((tree.Strong((name,)), tree.Text(f": {what}."))),))


def _fill(phrase: str, **values: object) -> str:
    """A phrase with its names in braces filled in; braces that name nothing stay, as do those in the values."""
    return _NAME.sub(lambda match: str(values.get(match[1], match[0])), phrase)


# ── judgments ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _judgments(old: Outline, new: Outline, words: Mapping[str, str]) -> Iterator[tree.ListItem]:
    for number, (name, after) in enumerate(new.judgments.items(), 1):
        before = old.judgments.get(name)
        what = words["judgment-new"] if before is None else ", ".join(_moved(before, after, words))
        if what:
            called = tree.Text(_fill(words["judgment"], number=number))
            yield _item(called if ":" in name else tree.Link((called,), f"#{name}"), _with_text(what, after))
    for number, (name, before) in enumerate(old.judgments.items(), 1):
        if name not in new.judgments:
            called = tree.Text(_fill(words["judgment-before"], number=number))
            yield _item(called, _with_text(words["judgment-withdrawn"], before))


def _moved(old: JudgmentText, new: JudgmentText, words: Mapping[str, str]) -> Iterator[str]:
    none = words["not-stated"]
    if old.likelihood != new.likelihood:
        yield _fill(words["likelihood"], old=old.likelihood or none, new=new.likelihood or none)
    if old.confidence != new.confidence:
        yield _fill(words["confidence"], old=old.confidence or none, new=new.confidence or none)
    if old.text != new.text:
        yield words["judgment-reworded"]


def _with_text(what: str, judgment: JudgmentText) -> str:
    return f"{what} (“{judgment.text.rstrip('.')}”)"


# ── data and sections ────────────────────────────────────────────────────────────────────────────────────────────────


def _values(old: Outline, new: Outline, words: Mapping[str, str]) -> Iterator[tree.ListItem]:
    changed = [name for name in {**new.values, **old.values} if old.values.get(name) != new.values.get(name)]
    for name in changed[:MANY]:
        before, after = old.values.get(name), new.values.get(name)
        phrase = "value-new" if before is None else "value-removed" if after is None else "value"
        yield _item(tree.Text(name), _fill(words[phrase], old=before, new=after))
    if len(changed) > MANY:
        yield _item(tree.Text("…"), _fill(words["more-values"], count=len(changed) - MANY))


def _sections(old: Outline, new: Outline, words: Mapping[str, str]) -> Iterator[tree.ListItem]:
    for change in diff(old, new):
        if change.added or change.removed:
            what = words["section-new" if change.added else "section-removed"]
        else:
            what = _fill(words["paragraphs"], counts=", ".join(_counts(change, words)))
        yield _item(tree.Text(change.title), what)


def _counts(change: SectionChange, words: Mapping[str, str]) -> Iterator[str]:
    counts = {
        "changed": sum(bool(one.old and one.new) for one in change.changes),
        "added": sum(not one.old for one in change.changes),
        "removed": sum(not one.new for one in change.changes),
    }
    for name, count in counts.items():
        if count:
            yield _fill(words[name], count=count)
