"""Which languages are written from right to left: one answer for every output.

A tag that names its script (``az-Arab``, ``ks-Deva``) is believed; for the others the list is of the languages whose usual script
runs from right to left (Unicode CLDR 45, likelySubtags and scriptMetadata).
"""

from __future__ import annotations

import functools

_SCRIPTS = frozenset("adlm arab aran armi hebr hung mand mani nkoo phli phlp phnx prti rohg samr sarb sogd syrc thaa yezi".split())
_LANGUAGES = frozenset(
    """
    aeb ar arc ars ary arz apc acm acq ajp azb bal bft bgn bqi brh ckb cld dcc dv fa fia gju glk gwt gwc hac hnd hno haz he iw ji
    khw ks lah lki lrc luz mnj mvy myz mzn ndv nqo ota pbt pes phr pnb prd prs ps rhg sam scl sd sdh skr syr trw ug ur
    wni yi
""".split()
)


@functools.lru_cache(maxsize=256)
def is_right_to_left(tag: str) -> bool:
    """Whether a language (BCP 47) is written from right to left. An empty or unknown tag: it is not."""
    language, *rest = tag.casefold().replace("_", "-").split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    return script in _SCRIPTS if script else language in _LANGUAGES
