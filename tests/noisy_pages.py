"""Web pages of many makes, whose surroundings change with every look while the article stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

SUBJECTS = "The ministry|A spokesman|The battalion|The shipping company|An inspector|The central bank|The committee|The ambassador|A witness|The airline|The refinery|The court".split(
    "|"
)
VERBS = "reported|denied|confirmed|delayed|reviewed|described|rejected|announced|questioned|transferred|inspected|recorded".split(
    "|"
)
THINGS = "a shipment of {n} engines|the second agreement|a transfer of {n} million dollars|the training of {n} crews|the new rail corridor|an order for {n} drones|the port charges|a visit by {n} officials|the grain contract|the customs figures".split(
    "|"
)
PLACES = "in the northern district|near the coast|at the airfield|across the border|in the capital|on the inland sea|at the summit|in the industrial zone".split(
    "|"
)
ENDS = "after weeks of negotiation|despite earlier warnings|according to two people briefed on the matter|while talks went on elsewhere|before the deadline expired|although the documents say otherwise|as the season came to a close|without giving further details".split(
    "|"
)
ARABIC = "أعلنت الوزارة|نفى المتحدث|أكدت اللجنة|راجعت الشركة|وصف السفير|سجلت المحكمة".split("|")
ARABIC_MORE = "وصول شحنة جديدة من المعدات إلى الميناء|تأجيل الاتفاق الثاني بين البلدين|تدريب الطواقم في القاعدة الشمالية|فتح ممر السكك الحديدية الجديد|زيادة الرسوم على البضائع المستوردة".split(
    "|"
)
ARABIC_ENDS = (
    "بعد أسابيع من المفاوضات الطويلة|رغم التحذيرات السابقة من الخبراء|وفق مصادر مطلعة على الملف|دون تقديم مزيد من التفاصيل".split(
        "|"
    )
)


@dataclass(frozen=True)
class Article:
    """What a page says. ``table`` are rows, the first its head."""

    title: str
    paragraphs: tuple[str, ...]
    items: tuple[str, ...]
    table: tuple[tuple[str, ...], ...]


def sentence(random: Random, language: str) -> str:
    if language == "ar":
        return f"{random.choice(ARABIC)} {random.choice(ARABIC_MORE)} {random.choice(ARABIC_ENDS)}."
    thing = random.choice(THINGS).format(n=random.randint(3, 980))
    return f"{random.choice(SUBJECTS)} {random.choice(VERBS)} {thing} {random.choice(PLACES)} {random.choice(ENDS)}."


def make_article(seed: int, language: str = "en") -> Article:
    random = Random(seed)
    count = random.randint(4, 9)
    paragraphs = tuple(" ".join(sentence(random, language) for _ in range(random.randint(1, 4))) for _ in range(count))
    items = tuple(sentence(random, language) for _ in range(random.randint(3, 5)))
    rows = tuple(
        (place[3:].strip(), str(random.randint(10, 900)), str(random.randint(10, 900))) for place in random.sample(PLACES, 4)
    )
    return Article(sentence(random, language).rstrip("."), paragraphs, items, (("Region", "March", "April"), *rows))


def edit(article: Article, seed: int) -> Article:
    """One word or figure of the body, replaced."""
    random = Random(seed)
    paragraphs, items, rows = list(article.paragraphs), list(article.items), [list(row) for row in article.table]
    where = random.choices(("paragraph", "item", "cell"), (8, 1, 1))[0]
    if where == "cell":
        row = random.choice(rows[1:])
        row[random.randrange(1, 3)] = str(random.randint(1000, 9999))
    else:
        texts = paragraphs if where == "paragraph" else items
        place = random.randrange(len(texts))
        words = texts[place].split(" ")
        words[random.randrange(len(words) - 1)] = random.choice(("hardly", "7031", "never", "Odessa"))
        texts[place] = " ".join(words)
    return replace(article, paragraphs=tuple(paragraphs), items=tuple(items), table=tuple(map(tuple, rows)))


class Noise:
    """What is different at every look."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed * 7919 + 13)

    def token(self) -> str:
        return f"{self.random.getrandbits(96):024x}"

    def count(self) -> str:
        return f"{self.random.randint(1000, 99999):,}"

    def clock(self) -> str:
        return f"{self.random.randint(0, 23):02}:{self.random.randint(0, 59):02}:{self.random.randint(0, 59):02}"

    def ago(self) -> str:
        return f"{self.random.randint(2, 59)} minutes ago"

    def date(self) -> str:
        day = self.random.choice(("Monday", "Tuesday", "Friday", "Sunday"))
        return f"{day}, {self.random.randint(1, 28)} {self.random.choice(('March', 'May', 'October'))} 2022"

    def headline(self) -> str:
        subject = self.random.choice(("Minister", "Striker", "Storm", "Actress", "Market", "Airport", "Festival", "Vaccine"))
        return f"{subject} {self.random.choice(('stuns', 'leaves', 'hits', 'opens', 'faces'))} {self.random.choice(('fans', 'the south', 'record high', 'fresh inquiry', 'in hours'))} {self.random.randint(2, 99)}"

    def advert(self) -> str:
        brand = self.random.choice(("Lumo", "Vanta", "Kestrel", "Orbis"))
        return f"{brand}: save {self.random.randint(10, 70)}% on {self.random.choice(('sofas', 'flights', 'insurance', 'phones'))} this week only!"

    def links(self, number: int = 5) -> str:
        return "".join(f'<li><a href="/s/{self.token()}">{self.headline()}</a></li>' for _ in range(number))


Layout = Callable[[Article, Noise], str]


def ps(article: Article, between: Callable[[int], str] = lambda place: "") -> str:
    return "".join(f"<p>{text}</p>{between(place)}" for place, text in enumerate(article.paragraphs))


def lis(article: Article) -> str:
    return "".join(f"<li>{text}</li>" for text in article.items)


def table(article: Article) -> str:
    head, *rows = article.table
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><tr>{''.join(f'<th>{cell}</th>' for cell in head)}</tr>{cells}</table>"


def page(title: str, body: str, noise: Noise, *, head: str = "", attributes: str = 'lang="en"') -> str:
    return (
        f'<!doctype html><html {attributes}><head><meta charset="utf-8"><title>{title}</title>{head}'
        f'<meta name="csrf-token" content="{noise.token()}"><script nonce="{noise.token()}">var t="{noise.token()}";</script></head>'
        f"<body>{body}<script>beacon('{noise.token()}')</script></body></html>"
    )


def news_site(a: Article, n: Noise) -> str:
    body = f"""<header class="site-header"><a href="/">The Daily Courier</a> <span class="clock">{n.clock()}</span>
    <nav><ul><li><a href="/w">World</a></li><li><a href="/b">Business</a></li><li><a href="/s">Sport</a></li></ul></nav></header>
    <main><article><h1>{a.title}</h1><div class="byline">By Staff Reporter | <time>{n.date()}</time> | {n.count()} views</div>
    {ps(a, lambda i: f'<div class="ad-slot"><p>{n.advert()}</p></div>' if i == 1 else "")}<ul>{lis(a)}</ul>{table(a)}</article>
    <aside><h3>Most read</h3><ol>{n.links()}</ol></aside></main><footer>Generated at {n.clock()}. All rights reserved.</footer>"""
    return page(a.title, body, n)


def divs(a: Article, n: Noise) -> str:
    texts = "".join(f'<div class="css-{i}"><div>{text}</div></div>' for i, text in enumerate(a.paragraphs))
    items = "".join(f"<div><span>{text}</span></div>" for text in a.items)
    body = f"""<div><div><div><a href="/">Home</a><a href="/n">News</a></div><div>{n.date()} {n.clock()}</div></div>
    <div><div><div class="t1">{a.title}</div><div>{texts}<div>{items}</div><div>{table(a)}</div></div></div>
    <div><div>Most popular</div><div>{"".join(f'<div><a href="/{n.token()}">{n.headline()}</a></div>' for _ in range(5))}</div></div></div>
    <div>{n.count()} people are reading this</div></div>"""
    return page(a.title, body, n)


def wordpress(a: Article, n: Noise) -> str:
    replies = "".join(
        f'<li class="comment"><div class="comment-body"><p>I read this {n.ago()} and {n.headline().lower()}, I think, which is quite a thing to say here.</p></div></li>'
        for _ in range(3)
    )
    body = f"""<div id="page" class="site has-sidebar"><header id="masthead"><p class="site-title"><a href="/">A blog on trade</a></p></header>
    <div id="content" class="site-content"><div id="primary"><main><article class="post-{n.random.randint(1, 99)} post type-post hentry">
    <header class="entry-header"><h1 class="entry-title">{a.title}</h1><div class="entry-meta">Posted on {n.date()} · {n.random.randint(1, 90)} Comments</div></header>
    <div class="entry-content">{ps(a)}<ul class="wp-block-list">{lis(a)}</ul><figure class="wp-block-table">{table(a)}</figure>
    <div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul>{n.links(3)}</ul></div>
    <div class="jp-relatedposts"><h3>Related</h3><p><a href="/{n.token()}">{n.headline()}</a></p></div></div>
    <footer class="entry-footer">Tagged <a href="/t">trade</a>; {n.count()} views</footer></article>
    <div id="comments" class="comments-area"><h2>{n.random.randint(3, 9)} thoughts</h2><ol>{replies}</ol></div></main></div>
    <aside id="secondary" class="widget-area"><section class="widget"><h2>Recent Posts</h2><ul>{n.links()}</ul></section></aside></div></div>"""
    return page(a.title, body, n)


def amp(a: Article, n: Noise) -> str:
    body = f"""<amp-sidebar id="s"><ul>{n.links(3)}</ul></amp-sidebar><header class="header"><a href="/">Site</a></header>
    <amp-ad width=300 height=250 data-slot="/{n.token()}"><div>{n.advert()}</div></amp-ad><div class="amp-wp-article">
    <h1 class="amp-wp-title">{a.title}</h1><div class="amp-wp-meta">{n.ago()}</div><div class="amp-wp-article-content">{ps(a)}<ul>{lis(a)}</ul>{table(a)}</div>
    </div><amp-list><div role="list"><h2>You may also like</h2><ul>{n.links(4)}</ul></div></amp-list><amp-consent id="c"><div>We value your privacy. {n.token()}</div></amp-consent>"""
    return page(a.title, body, n, attributes='amp lang="en"')


def table_layout(a: Article, n: Noise) -> str:
    body = f"""<table width="100%"><tr><td colspan="3"><font size="5">NEWS WIRE</font> {n.clock()} GMT</td></tr>
    <tr><td width="150" valign="top"><a href="/1">Politics</a><br><a href="/2">Economy</a><br><a href="/3">Culture</a><br></td>
    <td valign="top"><b><font size="4">{a.title}</font></b><br><br>{"<br><br>".join(a.paragraphs)}<br><ul>{lis(a)}</ul>{table(a)}</td>
    <td width="180" valign="top"><b>Most read</b><br>{"<br>".join(f'<a href="/{n.token()}">{n.headline()}</a>' for _ in range(6))}</td></tr>
    <tr><td colspan="3">Visitors: {n.count()}</td></tr></table>"""
    return page(a.title, body, n)


def live_blog(a: Article, n: Noise) -> str:
    posts = "".join(
        f'<div class="live-post" id="p{i}"><span class="post-time">{n.ago()}</span><p>{text}</p><div class="post-tools"><span>{n.count()}</span> shares</div></div>'
        for i, text in enumerate((*a.paragraphs, *a.items))
    )
    body = f"""<div class="live-badge">LIVE</div><h1>{a.title}</h1><p class="status">Last updated {n.ago()}</p><div class="viewers">{n.count()} watching now</div>
    <div class="feed">{posts}</div>{table(a)}<div class="module"><h2>Trending now</h2><ul>{n.links()}</ul></div>"""
    return page(a.title, body, n)


def bare(a: Article, n: Noise) -> str:
    return page(
        a.title,
        f"<p><a href=/>up</a> <i>{n.date()}</i></p><h1>{a.title}</h1>{ps(a)}<ul>{lis(a)}</ul>{table(a)}<hr><p>Hits: {n.count()}</p>",
        n,
    )


def listing(a: Article, n: Noise) -> str:
    points = "".join(f"<li><b>{i}.</b> {text}</li>" for i, text in enumerate((*a.paragraphs, *a.items), 1))
    body = f"""<div class="topbar">{n.date()} <span>{n.clock()}</span></div><section class="list-article"><h1>{a.title}</h1><ol>{points}</ol>{table(a)}</section>
    <section class="promo"><h4>Sponsored</h4><div>{n.advert()}</div></section><section><h4>Read next</h4><ul>{n.links()}</ul></section>"""
    return page(a.title, body, n)


def arabic(a: Article, n: Noise) -> str:
    body = f"""<div class="menu"><a href="/1">الرئيسية</a><a href="/2">أخبار</a></div><div class="wrapper"><div class="col"><h1>{a.title}</h1>
    <div>آخر تحديث: {n.clock()}</div><div class="txt">{ps(a)}<ul>{lis(a)}</ul>{table(a)}</div><div>{n.count()} مشاهدة</div></div>
    <div class="col2"><h3>الأكثر قراءة</h3><ul>{n.links()}</ul></div></div>"""
    return page(a.title, body, n, attributes='lang="ar" dir="rtl"')


def consent(a: Article, n: Noise) -> str:
    body = f"""<div id="onetrust-banner-sdk" role="dialog"><h2>We value your privacy</h2><p>We and our {n.random.randint(300, 900)} partners store and access
    information on a device, such as unique identifiers in cookies, to process personal data such as your reading.</p><button>Accept</button></div>
    <div class="app"><div class="story"><h1>{a.title}</h1><section>{ps(a, lambda i: f'<div class="inline-promo"><strong>Advertisement</strong><p>{n.advert()}</p></div>' if i == 2 else "")}</section>
    <ul>{lis(a)}</ul>{table(a)}</div></div><div class="newsletter-signup">Join {n.count()} readers of our letter.</div>"""
    return page(a.title, body, n)


def forum(a: Article, n: Noise) -> str:
    comments = "".join(
        f'<div class="c"><b>user{n.random.randint(1, 999)}</b> {n.ago()}<div>{n.headline()}; {sentence(n.random, "en")} That is what I make of it, anyway.</div></div>'
        for _ in range(3)
    )
    body = f"""<article><h1>{a.title}</h1>{ps(a)}<ul>{lis(a)}</ul>{table(a)}</article><section id="discussion"><h2>Comments ({n.random.randint(3, 400)})</h2>{comments}</section>"""
    return page(a.title, body, n)


def application(a: Article, n: Noise) -> str:
    texts = "".join(f'<p data-block="{n.token()}" class="sc-{n.random.getrandbits(20):x} kXyz">{text}</p>' for text in a.paragraphs)
    body = f"""<div id="root"><div data-testid="navbar"><span>{n.clock()}</span></div><div data-testid="story"><h1 class="sc-{n.random.getrandbits(20):x}">{a.title}</h1>
    <div data-testid="story-body">{texts}<ul>{lis(a)}</ul>{table(a)}</div></div><div data-testid="recommendations"><h2>Recommended for you</h2>
    {"".join(f'<div><a href="/{n.token()}"><h3>{n.headline()}</h3></a><span>{n.ago()}</span></div>' for _ in range(4))}</div></div>
    <script type="application/json">{{"state": "{n.token()}"}}</script>"""
    return page(a.title, body, n)


def wiki(a: Article, n: Noise) -> str:
    cut = len(a.paragraphs) // 2
    first = "".join(f"<p>{text}<sup><a href='#n{i}'>[{i}]</a></sup></p>" for i, text in enumerate(a.paragraphs[:cut], 1))
    second = "".join(f"<p>{text}</p>" for text in a.paragraphs[cut:])
    body = f"""<div id="mw-head"><ul><li><a href="/m">Main page</a></li><li><a href="/r">Random</a></li><li><a href="/h">Help</a></li></ul></div>
    <div id="content"><h1 id="firstHeading">{a.title}</h1><div id="bodyContent"><div class="mw-parser-output">{first}<h2>History<span class="mw-editsection">[edit]</span></h2>
    {second}<h2>Points</h2><ul>{lis(a)}</ul><h2>Figures</h2>{table(a)}</div><div id="catlinks"><a href="/c">Category</a></div></div></div>
    <div id="footer">This page was last edited on {n.date()}, at {n.clock()}. Viewed {n.count()} times.</div>"""
    return page(a.title, body, n)


def portal_form(a: Article, n: Noise) -> str:
    body = f"""<form method="post" action="./x.aspx"><input type="hidden" name="__VIEWSTATE" value="{n.token() * 4}"><div class="hdr">Ministry of Trade <span>{n.date()}</span></div>
    <div class="leftmenu"><ul><li><a href="/a">About</a></li><li><a href="/b">Press</a></li><li><a href="/c">Contact</a></li></ul></div>
    <div class="content"><h2>{a.title}</h2>{ps(a)}<ul>{lis(a)}</ul>{table(a)}<p class="visits">Number of visits: {n.count()}</p></div></form>"""
    return page(a.title, body, n)


LAYOUTS: dict[str, Layout] = {
    made.__name__: made
    for made in (
        news_site, divs, wordpress, amp, table_layout, live_blog, bare, listing, arabic, consent, forum, application, wiki, portal_form,
    )
}  # fmt: skip


def render(name: str, article: Article, noise: int) -> str:
    return LAYOUTS[name](article, Noise(noise))


def language_of(name: str) -> str:
    return "ar" if name == "arabic" else "en"


def names() -> Sequence[str]:
    return tuple(LAYOUTS)
