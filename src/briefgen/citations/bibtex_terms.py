"""What BibTeX's and BibLaTeX's entry types and fields are called in CSL (biblatex manual, §2.1 and §2.2)."""

from __future__ import annotations

TYPES = {
    "article": "article-journal",
    "artwork": "graphic",
    "audio": "song",
    "book": "book",
    "booklet": "pamphlet",
    "bookinbook": "chapter",
    "collection": "book",
    "commentary": "document",
    "conference": "paper-conference",
    "dataset": "dataset",
    "electronic": "webpage",
    "image": "graphic",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "interview": "interview",
    "jurisdiction": "legal_case",
    "legislation": "legislation",
    "letter": "personal_communication",
    "manual": "report",
    "mastersthesis": "thesis",
    "misc": "document",
    "movie": "motion_picture",
    "mvbook": "book",
    "mvcollection": "book",
    "mvproceedings": "book",
    "mvreference": "book",
    "newspaper": "article-newspaper",
    "online": "webpage",
    "patent": "patent",
    "performance": "performance",
    "periodical": "periodical",
    "phdthesis": "thesis",
    "proceedings": "book",
    "reference": "book",
    "report": "report",
    "review": "review",
    "software": "software",
    "standard": "standard",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "suppperiodical": "article-journal",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "www": "webpage",
}

SUBTYPES = {"magazine": "article-magazine", "newspaper": "article-newspaper"}
"""``entrysubtype`` of an article."""

GENRES = {
    "mastersthesis": "Master’s thesis",
    "mathesis": "Master’s thesis",
    "phdthesis": "PhD thesis",
    "techreport": "Technical report",
}
"""What a type, or the ``type`` field's key, says about the genre."""

NAMES = {
    "author": "author",
    "bookauthor": "container-author",
    "director": "director",
    "editor": "editor",
    "origauthor": "original-author",
    "translator": "translator",
}

DATES = {"date": "issued", "eventdate": "event-date", "origdate": "original-date", "urldate": "accessed"}

FIELDS = {
    "abstract": "abstract",
    "address": "publisher-place",
    "annotation": "annote",
    "annote": "annote",
    "booktitle": "container-title",
    "chapter": "chapter-number",
    "doi": "DOI",
    "edition": "edition",
    "eventtitle": "event-title",
    "institution": "publisher",
    "isbn": "ISBN",
    "issn": "ISSN",
    "issue": "issue",
    "journal": "container-title",
    "journaltitle": "container-title",
    "keywords": "keyword",
    "langid": "language",
    "language": "language",
    "library": "archive",
    "location": "publisher-place",
    "note": "note",
    "number": "number",
    "organization": "publisher",
    "origlocation": "original-publisher-place",
    "origpublisher": "original-publisher",
    "origtitle": "original-title",
    "pages": "page",
    "pagetotal": "number-of-pages",
    "part": "part-number",
    "publisher": "publisher",
    "pubstate": "status",
    "school": "publisher",
    "series": "collection-title",
    "shorttitle": "title-short",
    "title": "title",
    "type": "genre",
    "url": "URL",
    "venue": "event-place",
    "version": "version",
    "volume": "volume",
    "volumes": "number-of-volumes",
}

READ_ELSEWHERE = frozenset(("crossref", "day", "entrysubtype", "howpublished", "month", "subtitle", "xdata", "year"))
"""Fields that are read together with others, or that a finding of their own is about."""

OF_PROGRAMS = frozenset(
    """
    added-at archiveprefix biburl creationdate date-added date-modified eprint eprinttype file groups ids intra-hash interhash
    local-url modificationdate owner primaryclass priority ranking readstatus related sortkey sortname
    timestamp username
    """.split()
)
"""Fields that bibliography programs add for themselves; left out without a remark."""

LANGUAGES = {
    "american": "en-US",
    "arabic": "ar",
    "british": "en-GB",
    "chinese": "zh",
    "english": "en",
    "farsi": "fa",
    "french": "fr",
    "german": "de",
    "greek": "el",
    "hebrew": "he",
    "italian": "it",
    "ngerman": "de",
    "persian": "fa",
    "polish": "pl",
    "portuguese": "pt",
    "russian": "ru",
    "spanish": "es",
    "turkish": "tr",
    "ukenglish": "en-GB",
    "ukrainian": "uk",
    "usenglish": "en-US",
}
"""Babel's names of languages, in BCP 47."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
