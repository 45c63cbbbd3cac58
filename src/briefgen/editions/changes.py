"""What changed since the last edition, as blocks to print: by judgment, by section, by value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.editions.outline import JudgmentText, Outline, SectionChange, diff
from briefgen.model import tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MANY = 12
"""Values of data that are named one by one; of more, the number is told."""

WORDS: Mapping[str, str] = {
    "judgment": "Judgment",
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
    "paragraphs": "paragraphs",
    "value": "{old} → {new}",
    "value-new": "new, {new}",
    "value-removed": "removed, was {old}",
    "more-values": "{count} more values changed",
}
"""What is printed, by name; a house may say it in its own language."""


def changes(old: Outline | None, new: Outline, words: Mapping[str, str] = WORDS) -> tuple[tree.Block, ...]:
    """A list of what is new to someone who read the last edition; nothing for a first edition, or where nothing changed.

    Judgments come first, with their likelihood and confidence before and after (ICD 203 D.6.e(7): changes to judgments are to be
    told); then values printed from data; then sections, each with the number of its paragraphs that changed. ``words`` need not
    have all of :data:`WORDS`.
    """
    if old is None:
        return ()
    said = {**WORDS, **words}
    lines = (*_judgments(old, new, said), *_values(old, new, said), *_sections(old, new, said))
    return (tree.BulletList(tuple(_item(name, what) for name, what in lines)),) if lines else ()


def _item(name: str, what: str) -> tree.ListItem:
    return tree.ListItem((tree.Paragraph((tree.Strong((tree.Text(name),)), tree.Text(f": {what}."))),))


# ── judgments ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _judgments(old: Outline, new: Outline, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, after in new.judgments.items():
        before = old.judgments.get(name)
        what = words["judgment-new"] if before is None else ", ".join(_moved(before, after, words))
        if what:
            yield _called(name, words), _with_text(what, after)
    for name, before in old.judgments.items():
        if name not in new.judgments:
            yield _called(name, words), _with_text(words["judgment-withdrawn"], before)


def _moved(old: JudgmentText, new: JudgmentText, words: Mapping[str, str]) -> Iterator[str]:
    none = words["not-stated"]
    if old.likelihood != new.likelihood:
        yield words["likelihood"].format(old=old.likelihood or none, new=new.likelihood or none)
    if old.confidence != new.confidence:
        yield words["confidence"].format(old=old.confidence or none, new=new.confidence or none)
    if old.text != new.text:
        yield words["judgment-reworded"]


def _called(name: str, words: Mapping[str, str]) -> str:
    """``kj-3`` is "Judgment 3"; a name without a number is told as it is."""
    number = name.rpartition("-")[2].rpartition(":")[2]
    return f"{words['judgment']} {number if number.isdecimal() else name}"


def _with_text(what: str, judgment: JudgmentText) -> str:
    return f"{what} (“{judgment.text.rstrip('.')}”)"


# ── data and sections ────────────────────────────────────────────────────────────────────────────────────────────────


def _values(old: Outline, new: Outline, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    changed = [name for name in {**new.values, **old.values} if old.values.get(name) != new.values.get(name)]
    for name in changed[:MANY]:
        before, after = old.values.get(name), new.values.get(name)
        phrase = "value-new" if before is None else "value-removed" if after is None else "value"
        yield name, words[phrase].format(old=before, new=after)
    if len(changed) > MANY:
        yield "…", words["more-values"].format(count=len(changed) - MANY)


def _sections(old: Outline, new: Outline, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for change in diff(old, new):
        if change.added or change.removed:
            yield change.title, words["section-new" if change.added else "section-removed"]
        else:
            yield change.title, f"{words['paragraphs']}: {', '.join(_counts(change, words))}"


def _counts(change: SectionChange, words: Mapping[str, str]) -> Iterator[str]:
    counts = {
        "changed": sum(bool(one.old and one.new) for one in change.changes),
        "added": sum(not one.old for one in change.changes),
        "removed": sum(not one.new for one in change.changes),
    }
    for name, count in counts.items():
        if count:
            yield words[name].format(count=count)
