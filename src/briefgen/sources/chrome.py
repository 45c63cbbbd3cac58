"""What stands round the main text of a page: navigation, advertisements, boxes of other stories, comments, consent."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from briefgen.model.value import dataclass
from briefgen.sources.page import blocks, drop

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

    from briefgen.sources.page import Block

_TAGS = ("nav", "aside", "footer", "form", "button", "select", "textarea", "input", "dialog", "menu", "marquee", "ins")
_ROLES = frozenset(
    "navigation banner contentinfo complementary search dialog alertdialog alert timer status menu menubar toolbar marquee".split()
)
_NAMES = re.compile(
    r"""(?<![a-z0-9])(
    ads?|adv|advert(s|isements?|ising|orial)?|ad[-_]?(slot|unit|box|banner|container|wrapper|block|break|zone|space|label|text)|
    adsbygoogle|adsense|dfp|gpt|taboola|outbrain|promos?|promotions?|promoted|sponsor(s|ed)?|partner[-_]?content|native[-_]?ad|paywall|
    most[-_]?(read|popular|viewed|shared|recent|commented)|mostread|mostpopular|popular([-_]?(posts|stories|now))?|trending|trends|
    top[-_]?stories|latest([-_]?(news|posts|stories))?|recent[-_]?(posts|comments|articles)|
    related([-_]?(posts|articles|stories|content|links|news|box))?|recommend(ed|ations?)?|recirc(ulation)?|read[-_]?(more|next|also)|
    more[-_]?(stories|news|from|on)|you[-_]?may|teasers?|carousel|ticker|breaking[-_]?bar|
    share|sharing|share[-_]?(bar|buttons|tools|count|links)|social([-_]?(media|links|share|bar))?|follow[-_]?us|
    views?[-_]?count(er)?|counters?|post[-_]?views|stats?[-_]?bar|reactions?|rating|
    clock|date[-_]?time|current[-_]?(time|date)|weather|timestamps?|countdown|live[-_]?count|
    comments?|comment[-_]?(list|section|area|form)|respond|disqus(_thread)?|replies|discussion|
    cookies?|cookie[-_]?(banner|notice|consent|bar)|consent|gdpr|cmp|onetrust|
    newsletter|subscri(be|ption)|sign[-_]?up|signin|log[-_]?in|donate|modal|popup|overlay|lightbox|toast|notification|
    breadcrumbs?|pagination|pager|tags|tag[-_]?(list|cloud)|tagcloud|nav|navbar|navigation|menu|site[-_]?(header|footer)|masthead|topbar|
    footer|foot|colophon|side[-_]?bar|rail|right[-_]?(col|column|rail)|left[-_]?(col|column|rail)|widget[-_]?area|
    skip[-_]?(link|to[-_]?content)|print[-_]?only|hidden|sr[-_]?only|screen[-_]?reader([-_]?text)?|visually[-_]?hidden|
    edit[-_]?section|mw[-_]?editsection|navbox|printfooter|catlinks|csrf|token|nonce|debug|session
    )(?!\d*[a-z])(?!\d{4})""",
    re.VERBOSE | re.IGNORECASE,
)
_MOST_LABELS = 200
"""Labels of a page that are heeded: no real page has as many, and each costs a look at what is around it."""

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_LABEL = re.compile(
    r"""(the\ |our\ )?(
    most\ (read|popular|viewed|shared|recent|commented)|popular|trending|top\ (stories|news|reads)|latest|recent|breaking|just\ in|
    related|recommended|suggested|featured|you\ (may|might)\ (also\ )?(like|be\ interested\ in)|(also\ )?read\ (more|next|also|on)|
    see\ also:?|what\ to\ read\ next|up\ next|next\ up|more\ (from|on|in|about)\ .{2,40}|more|editor['’]?s['’]?\ (picks|choice)|
    don['’]t\ miss|
    around\ the\ web|from\ our\ partners|elsewhere|in\ other\ news|must\ reads?|happening\ now|people\ (also\ )?(read|are\ reading)|
    readers?\ (also\ )?(read|liked)|others\ (also\ )?read|
    (\d+\ )?comments?(\ \(?\d+\)?)?|join\ the\ (discussion|conversation)|leave\ a\ (comment|reply)|(\d+\ )?(responses|replies)|
    share(\ (this|on|via).{0,30})?|follow\ us.{0,30}|newsletters?|subscribe.{0,40}|sign\ up.{0,60}|
    tags|topics|filed\ under|categories|archives?|
    meistgelesen|beliebt|auch\ interessant|mehr\ zum\ thema|lesen\ sie\ auch|das\ könnte\ sie\ auch\ interessieren|kommentare.{0,8}|
    les\ plus\ lus|à\ lire\ aussi|sur\ le\ même\ sujet|lo\ más\ (leído|visto)|te\ puede\ interesar|relacionad[oa]s|lea\ también|
    самое\ (читаемое|популярное|обсуждаемое|интересное)|популярное|читайте\ также|по\ теме|главное|последние\ новости|ещё\ новости|
    найпопулярніше|читайте\ також|
    الأكثر\ (قراءة|مشاهدة|شيوعا|تداولا)|اقرأ\ أيضا|اقرأ\ أيضًا|مواضيع\ ذات\ صلة|أخبار\ ذات\ صلة|آخر\ الأخبار|شاهد\ أيضا|التعليقات|
    پربازدیدترین(\ ها)?|پربیننده.{0,12}|مطالب\ مرتبط|הנקראות\ ביותר|כתבות\ נוספות|אולי\ יעניין.{0,12}
    )(\ (articles?|stories|story|posts?|news|content|links|reading|reads|videos?|topics|now|today|this\ week|here|on\ our\ site|
    in\ .{2,20}|for\ you|coverage|headlines))*\s*[:»›>→]*""",
    re.VERBOSE | re.IGNORECASE,
)
_AD_LABEL = re.compile(
    r"[\s\W]*(advertise?ments?|ads?|ad feedback|sponsored( content| post| by.{0,40})?|promoted( content)?|"
    r"paid (content|post|partnership)|partner content|story continues below.{0,20}|anzeige|werbung|publicité|publicidad|reklama|"
    r"реклама|إعلان|إعلانات|آگهی|פרסומת)[\s\W]*",
    re.IGNORECASE,
)


def strip(tree: HtmlElement) -> None:
    """Take out of a page all that is recognisably not its main text; never what holds much of its prose."""
    page = _Page(tree)
    page.remove(element for element in tree.iter(*_TAGS))
    page.remove(element for element in tree.iter() if isinstance(element.tag, str) and _is_marked(element))
    _strip_headers(tree, page)
    _strip_labelled(tree, page)
    _strip_link_lists(tree)
    _strip_cards(tree)


@dataclass(slots=True)
class _Weight:
    """What an element holds: lines, their characters, those in links, and those of prose."""

    lines: int = 0
    size: int = 0
    linked: int = 0
    prose: int = 0


class _Page:
    """How much of a page's prose each element holds."""

    def __init__(self, tree: HtmlElement) -> None:
        self._weights: dict[HtmlElement, _Weight] = {}
        self._total = 0
        for block in blocks(tree):
            self._total += block.prose
            for element in (block.element, *block.element.iterancestors()):
                weight = self._weights.setdefault(element, _Weight())
                weight.lines += 1
                weight.size += len(block.text)
                weight.linked += block.linked
                weight.prose += block.prose

    def weight(self, element: HtmlElement) -> _Weight:
        """What an element holds."""
        return self._weights.get(element) or _Weight()

    def share(self, element: HtmlElement) -> float:
        """Of the page's prose, from 0 to 1."""
        return self.weight(element).prose / self._total if self._total else 0.0

    def remove(self, elements: Iterable[HtmlElement], most: float = 0.45) -> None:
        """Take out those that hold at most such a share."""
        for element in list(elements):
            if element.tag not in ("html", "body", "main", "article") and self.share(element) <= most:
                drop(element)


def _is_marked(element: HtmlElement) -> bool:
    if element.tag in ("html", "body", "main"):
        return False
    if element.get("role", "").lower() in _ROLES or element.get("aria-hidden") == "true" or "hidden" in element.attrib:
        return True
    if element.tag == "a" and "sponsored" in element.get("rel", ""):
        return True
    if "display:none" in element.get("style", "").replace(" ", "").lower():
        return True
    if any(name.startswith(("data-ad", "data-google-query")) for name in element.attrib):
        return True
    identifier = "" if element.tag in ("p", "li", "dd", "blockquote") else element.get("id", "")
    names = f"{identifier} {element.get('class', '')} {element.get('data-testid', '')} {element.get('data-component', '')}"
    return any(_says_so(name) for name in names.split())


def _says_so(name: str) -> bool:
    """Whether a class or identifier names a part that is not main text. ``has-sidebar`` and ``no-ads`` say what is around it."""
    plain = _CAMEL.sub("-", name)
    if re.match(r"(has|no|is|with|without|not|js|sc|css|jsx|wp-block-group)[-_]", plain) or re.search(
        r"[-_](body|content|text|main|article|embed|tweet|quote)$", plain
    ):
        return False
    return _NAMES.search(plain) is not None


def _strip_headers(tree: HtmlElement, page: _Page) -> None:
    """A page's ``header``, unless it is the head of the article: the one with the main heading."""
    page.remove((element for element in tree.iter("header") if not element.xpath(".//h1")), most=0.2)


def _strip_labelled(tree: HtmlElement, page: _Page) -> None:
    short = [block for block in blocks(tree) if not block.row and len(block.text) <= 80]
    labels = (block for block in short if _AD_LABEL.fullmatch(block.text) or _LABEL.fullmatch(block.text))
    for block in islice(labels, _MOST_LABELS):
        if block.element.getroottree().getroot() is tree:
            _strip_box(block, page, advert=_AD_LABEL.fullmatch(block.text) is not None)


def _strip_box(block: Block, page: _Page, *, advert: bool) -> None:
    """The box that a label stands over: what is around both, or else the label and the list after it."""
    label = block.element
    if _says_more(label, len(block.text) + 40):
        if page.share(label) < 0.2 and label.tag not in ("body", "main", "article"):
            drop(label)
        return
    box = label.getparent()
    while box is not None and not _says_more(box, len(label.text_content().strip()) + 2):
        label, box = box, box.getparent()
    if box is None:
        return
    top = next(blocks(box), None)
    first = top is not None and top.text == block.text
    if first and box.tag not in ("body", "main", "article", "html") and page.share(box) <= (0.2 if advert else 0.3):
        drop(box)
        return
    following = label.getnext()
    if following is not None and (
        _is_links(page.weight(following)) or (advert and not _says_more(following, 300) and page.share(following) < 0.1)
    ):
        drop(following)
    drop(label)


def _says_more(element: HtmlElement, size: int) -> bool:
    """Whether an element's text is longer than ``size`` characters; of a long text only as much is read as tells."""
    held = ""
    for part in element.itertext():
        held = (held + part).lstrip()
        if len(held.rstrip()) > size:
            return True
    return False


def _is_links(weight: _Weight) -> bool:
    return bool(weight.size) and weight.linked > 0.5 * weight.size


def _strip_link_lists(tree: HtmlElement) -> None:
    """Lists and boxes of three or more lines that are almost nothing but links, in whatever language."""
    page = _Page(tree)
    for element in list(tree.iter("ul", "ol", "div", "section", "table", "dl")):
        weight = page.weight(element)
        if weight.lines >= 3 and not weight.prose and weight.linked >= 0.8 * weight.size:
            drop(element)


def _strip_cards(tree: HtmlElement) -> None:
    """Other stories as cards side by side: a linked headline each, and a few words under it."""
    page = _Page(tree)
    cards = [element for element in tree.iter("div", "li", "article", "section", "td") if _is_card(element, page)]
    inside: dict[HtmlElement, list[HtmlElement]] = {}
    for card in cards:
        parent = card.getparent()
        if parent is not None:
            inside.setdefault(parent, []).append(card)
    for parent, found in inside.items():
        with_text = sum(1 for child in parent if page.weight(child).size)
        if len(found) >= 2 and len(found) >= 0.6 * with_text and sum(map(page.share, found)) <= 0.45:
            for card in found:
                drop(card)


def _is_card(element: HtmlElement, page: _Page) -> bool:
    weight = page.weight(element)
    if not (2 <= weight.lines <= 6 and weight.size <= 600 and weight.linked > 0):
        return False
    first = next(blocks(element))
    return len(first.text) >= 12 and first.linked >= 0.9 * len(first.text)
