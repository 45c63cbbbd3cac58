"""Pages that came with status 200 and are not the page: errors, walls, challenges, remains."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from briefgen.model.wording import fold

if TYPE_CHECKING:
    from briefgen.sources.extraction import Extraction

_SHRUNK = 0.3
_SHORT = 1500
"""Characters: a page with more text than this is taken at its word."""

_TINY = 600
"""Characters: a text as short as this is refused for a sign in its words, a longer one only for a sign in its title."""

_SIGNS = {
    "an error page: not found": r"""
        (page|article|content|document|file|site)(\ you\ (requested|(are|were)\ looking\ for))?
        ('s|\ is|\ was|\ could|\ can|cannot)?(n't|\ not|\ no\ longer)\ ?(be\ )?(found|available|exist)|
        not\ found|error\ 40[34]|\b404\b|(does\ not|doesn't)\ exist|no\ longer\ (available|exists)|
        seite\ (wurde\ )?nicht\ gefunden|page\ introuvable|página\ no\ encontrada|страница\ не\ найдена|
        сторінку\ не\ знайдено|الصفحة\ غير\ موجودة""",
    "an error page: access denied": r"""
        access\ (to\ this\ page\ )?(is\ |has\ been\ )?denied|\bforbidden\b|(do\ not|don't)\ have\ permission|request\ blocked|
        you\ have\ been\ blocked|unavailable\ (in|for)\ your\ (region|country|location)|доступ\ (запрещ|огранич)""",
    "a challenge to robots": r"""
        are\ you\ (a\ robot|human)|captcha|verify(ing)?\ (that\ )?you\ are\ (a\ )?human|checking\ your\ browser|just\ a\ moment|
        attention\ required|unusual\ traffic|ddos\ protection|security\ check|enable\ (javascript|js)|turn\ on\ javascript|
        javascript\ is\ (disabled|required)""",
    "an error page: the server failed": r"""
        (internal\ server|temporary|server|application|database|unexpected)\ error|service\ (is\ )?(temporarily\ )?unavailable|
        bad\ gateway|gateway\ time-?out|establishing\ a\ database|something\ went\ wrong|temporarily\ (unavailable|down)|
        (under|scheduled)\ maintenance|be\ back\ (soon|shortly)|try\ again\ later|too\ many\ requests|rate\ limit""",
    "a wall of consent": r"""
        before\ you\ continue|we\ (value|care\ about|respect)\ your\ privacy|accept\ (all\ )?cookies|
        consent\ to\ (the\ use\ of\ )?cookies|manage\ (your\ )?(cookie|consent|privacy)|zustimmen\ und\ weiter|
        accepter\ et\ (fermer|continuer)""",
    "a wall of payment or login": r"""
        (log|sign)\ ?in\ to\ (continue|read|view|your\ account)|subscribe\ (now\ )?to\ (continue|read)|subscribers\ only|
        for\ subscribers|create\ (a\ free|an)\ account\ to|this\ (article|content|story)\ is\ (for|reserved|only)|
        register\ to\ (continue|read)""",
}
_COMPILED = tuple((re.compile(pattern, re.VERBOSE), words) for words, pattern in _SIGNS.items())


def refusal(extraction: Extraction, url: str, before: str | None, *, key: str, shrinks: bool) -> str:
    """Why this text may not become the source's snapshot; empty where it may.

    ``before`` is the text that stands, read by the same extractor; ``None``: there is none. ``shrinks``: of a kind that may well
    have less to say than before. A short text that stood already, sign and all, is not refused for it.
    """
    if shrinks:
        return "" if extraction.text.strip() else "no text came"
    text, title, held = fold(extraction.text), fold(extraction.title), fold(before or "")
    if "consent." in (urlsplit(url).hostname or ""):
        return "a wall of consent came instead of the page"
    spoken = f"{title} {text}" if len(text) < _TINY else title
    if len(text) < _SHORT:
        for pattern, words in _COMPILED:
            if pattern.search(spoken) and not pattern.search(held):
                return f"{words} came with status 200"
    if not text:
        return "no text came"
    if before is not None and len(text) < _SHRUNK * len(held):
        return f"the page has shrunk to less than a third of its text; if that is right: briefgen sources accept {key}"
    return ""
