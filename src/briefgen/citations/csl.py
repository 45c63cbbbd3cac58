"""The words of CSL 1.0.2: item types, variables and locator terms (docs.citationstyles.org, appendices III and IV)."""

from __future__ import annotations

TYPES = frozenset(
    """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset document
    entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation manuscript map
    motion_picture musical_score pamphlet paper-conference patent performance periodical personal_communication post post-weblog
    regulation report review review-book software song speech standard thesis treaty webpage
    """.split()
)

NAMES = frozenset(
    """
    author chair collection-editor compiler composer container-author contributor curator director editor editor-translator
    editorial-director executive-producer guest host illustrator interviewer narrator organizer original-author performer
    producer recipient reviewed-author script-writer series-creator translator
    """.split()
)

NAME_PARTS = frozenset(
    """
    family given literal suffix dropping-particle non-dropping-particle comma-suffix static-ordering parse-names
    """.split()
)

DATES = frozenset(("accessed", "available-date", "event-date", "issued", "original-date", "submitted"))

NUMBERS = frozenset(
    """
    chapter-number citation-number collection-number edition issue number number-of-pages number-of-volumes page page-first
    part-number printing-number section supplement-number version volume
    """.split()
)

TEXTS = frozenset(
    """
    abstract annote archive archive-place archive_collection archive_location authority call-number citation-key
    citation-label collection-title container-title container-title-short dimensions division DOI event event-place event-title
    genre ISBN ISSN journalAbbreviation jurisdiction keyword language license medium note original-publisher
    original-publisher-place original-title part-title PMCID PMID publisher publisher-place references reviewed-genre
    reviewed-title scale shortTitle source status title title-short URL volume-title volume-title-short year-suffix
    """.split()
)

VARIABLES = NAMES | DATES | NUMBERS | TEXTS | {"id", "type"}
