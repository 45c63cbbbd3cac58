"""Web pages of other makes than those of :mod:`noisy_pages`: made after the rules were, to hold them against."""

from __future__ import annotations

from noisy_pages import Article, Noise, lis, page, ps, table


def summary(n: Noise) -> str:
    return f"{n.headline()}, with {n.headline().lower()} and a further {n.headline().lower()} as officials weigh what comes after."


def medium(a: Article, n: Noise) -> str:
    return page(
        a.title + " | Medium",
        f"""<div id="root"><div class="a b c"><div class="d"><a href="/">Open in app</a><a href="/s">Sign up</a><a>Sign in</a></div>
    <div class="e f"><article><div class="g"><div class="h"><section><div><div class="fr fs"><div class="speechify-ignore"><h1 id="{n.token()[:4]}" class="pw-post-title">{a.title}</h1>
    <div><div><p>The Analyst</p><button>Follow</button></div><span>{n.random.randint(2, 9)} min read</span><span>·</span><span>{n.ago()}</span></div><div><p><span>--</span></p><div>{n.random.randint(1, 9)}.{n.random.randint(1, 9)}K</div><div>{n.random.randint(2, 99)}</div></div></div>
    {"".join(f'<p id="{n.token()[:4]}" class="pw-post-body-paragraph mq mr">{t}</p>' for t in a.paragraphs)}<ul class="">{lis(a)}</ul>{table(a)}</div></div></section></div></div></article>
    <div class="x"><h2>More from The Analyst</h2>{"".join(f'<div><a href="/{n.token()}"><h2>{n.headline()}</h2><h3>{summary(n)}</h3></a><p>{n.ago()}</p></div>' for _ in range(4))}</div></div></div></div>""",
        n,
    )


def german(a: Article, n: Noise) -> str:
    return page(
        a.title,
        f"""<div class="Seite"><div class="Kopf"><a href="/">Tagblatt</a></div><div class="inhalt"><h1>{a.title}</h1><div>Stand: {n.random.randint(1, 28)}. Oktober 2022, {n.clock()[:5]} Uhr</div>
    {ps(a, lambda i: f'<div class="z9"><div>Anzeige</div><div>{n.advert()}</div></div>' if i == 1 else "")}<ul>{lis(a)}</ul>{table(a)}<div>Kommentare ({n.random.randint(3, 99)})</div></div>
    <div class="rechts"><div class="kasten"><h3>Meistgelesen</h3><ol>{n.links()}</ol></div><div class="kasten"><p>Wetter: {n.random.randint(-5, 30)}°C</p></div></div></div>""",
        n,
    )


def russian(a: Article, n: Noise) -> str:
    return page(
        a.title,
        f"""<div class="header"><div class="l-col">{n.clock()[:5]} МСК</div></div><div class="b-text"><h1>{a.title}</h1><div class="info">{n.random.randint(1, 28)} октября 2022, {n.clock()[:5]}, просмотров: {n.count()}</div>
    {ps(a, lambda i: f'<p><b>Читайте также:</b> <a href="/{n.token()}">{n.headline()}</a></p>' if i == 1 else "")}<ul>{lis(a)}</ul>{table(a)}</div><div class="b2"><div>Главное</div>{"".join(f'<div><span>{n.clock()[:5]}</span> <a href="/{n.token()}">{n.headline()}</a></div>' for _ in range(7))}</div>""",
        n,
    )


def drupal(a: Article, n: Noise) -> str:
    return page(
        a.title,
        f"""<div class="layout-container"><div class="region region-header"><div id="block-branding">Department</div><div class="region-primary-menu"><ul><li><a>Home</a><li><a>Press</a><li><a>Law</a></ul></div></div>
    <main role="main"><div class="layout-content"><div class="region region-content"><div id="block-content" class="block block-system"><article role="article" class="node node--type-page"><h2>{a.title}</h2><div class="node__content"><div class="field field--name-body">{ps(a)}<ul>{lis(a)}</ul>{table(a)}</div></div></article></div></div></div>
    <aside class="layout-sidebar-first"><div class="region region-sidebar-first"><div class="block block-views"><h2>News releases</h2>{"".join(f'<div class="views-row"><a href="/{n.token()}">{n.headline()}</a><p>{summary(n)}</p></div>' for _ in range(4))}</div></div></aside></main><footer>Last modified: {n.date()} {n.clock()}</footer></div>""",
        n,
    )


def thinktank(a: Article, n: Noise) -> str:
    h = len(a.paragraphs) // 2
    return page(
        a.title,
        f"""<div class="hero"><h1>{a.title}</h1><p>{n.date()}</p></div><div class="report">{"".join(f"<p>{t}</p>" for t in a.paragraphs[:h])}<h2>Findings</h2><blockquote>{a.items[0]}</blockquote>{"".join(f"<p>{t}</p>" for t in a.paragraphs[h:])}<ul>{lis(a)}</ul>{table(a)}<p><a href="/x.pdf?v={n.token()}">Download</a> ({n.count()} downloads)</p></div>
    <div class="grid">{"".join(f'<div class="card"><a href="/{n.token()}"><h3>{n.headline()}</h3></a><p>{summary(n)}</p><span>{n.date()}</span></div>' for _ in range(3))}</div>""",
        n,
    )


def nineties(a: Article, n: Noise) -> str:
    return page(
        a.title,
        f"""<center><font size=7>{a.title}</font><br>You are visitor number <b>{n.count()}</b></center><hr>{"<p>".join(a.paragraphs)}<ul>{"<li>".join(("", *a.items))}</ul>{table(a)}<hr><font size=1>Best viewed at 800x600. {n.date()} {n.clock()}</font>""",
        n,
    )


def newsletter(a: Article, n: Noise) -> str:
    rows = "".join(f'<tr><td><table><tr><td style="padding:8px"><p>{t}</p></td></tr></table></td></tr>' for t in a.paragraphs)
    return page(
        a.title,
        f"""<table class="bg"><tr><td align=center><table width=600><tr><td>View in browser {n.token()}</td></tr><tr><td><h1>{a.title}</h1></td></tr>{rows}<tr><td><ul>{lis(a)}</ul></td></tr><tr><td>{table(a)}</td></tr><tr><td>You receive this as subscriber {n.count()}. <a href="/u/{n.token()}">Unsubscribe</a></td></tr></table></td></tr></table>""",
        n,
    )


def blogspot(a: Article, n: Noise) -> str:
    return page(
        a.title,
        f"""<div class="body-fauxcolumns"></div><div class="content-outer"><div class="main-inner"><div class="columns-inner"><div class="column-center-outer"><h2 class="date-header"><span>{n.date()}</span></h2><div class="post hentry"><h3 class="post-title entry-title">{a.title}</h3><div class="post-body entry-content">{"<br /><br />".join(a.paragraphs)}<ul>{lis(a)}</ul>{table(a)}</div><div class="post-footer">at {n.clock()}</div></div></div>
    <div class="column-right-outer"><div class="widget PopularPosts"><h2>Popular Posts</h2><ul>{"".join(f'<li><a href="/{n.token()}">{n.headline()}</a><div class="item-snippet">{summary(n)}</div></li>' for _ in range(4))}</ul></div><div class="widget Stats"><h2>Total Pageviews</h2><span>{n.count()}</span></div></div></div></div></div>""",
        n,
    )


def wire(a: Article, n: Noise) -> str:
    box = f'<div><b>Related coverage</b><div><a href="/{n.token()}">{n.headline()}</a><p>{summary(n)}</p></div></div>'
    return page(
        a.title,
        f"""<div class="q"><h1>{a.title}</h1><div>{n.ago()}</div>{ps(a, lambda i: box if i == 1 else "")}<ul>{lis(a)}</ul>{table(a)}</div><div class="w"><h2>Latest</h2>{"".join(f'<div><h3><a href="/{n.token()}">{n.headline()}</a></h3><p>{summary(n)}</p></div>' for _ in range(5))}</div>""",
        n,
    )


def teasers_first(a: Article, n: Noise) -> str:
    return page(
        a.title,
        f"""<div class="c2">{"".join(f'<div><a href="/{n.token()}"><h4>{n.headline()}</h4></a><p>{summary(n)}</p></div>' for _ in range(4))}</div><div class="c1"><h1>{a.title}</h1>{ps(a)}<ul>{lis(a)}</ul>{table(a)}</div>""",
        n,
    )


def questions(a: Article, n: Noise) -> str:
    dl = "".join(f"<dt>What about point {i}?</dt><dd>{t}</dd>" for i, t in enumerate(a.paragraphs))
    return page(
        a.title,
        f"""<div>BREAKING: {n.headline()}</div><div>Quote of the day: “{n.headline()}”</div><main><h1>{a.title}</h1><dl>{dl}</dl><ul>{lis(a)}</ul>{table(a)}<p>Was this page helpful? {n.count()} of {n.count()} found it helpful</p></main>""",
        n,
    )


def persian(a: Article, n: Noise) -> str:
    return page(
        a.title,
        f"""<div class="head">{n.random.randint(1, 30)} مهر 1401 - {n.clock()}</div><div class="item-page"><h1>{a.title}</h1><div class="view">{n.count()} بازدید</div><div class="body">{ps(a)}<ul>{lis(a)}</ul>{table(a)}</div></div><div class="sidebox"><h3>پربازدیدترین ها</h3><ul>{n.links()}</ul></div>""",
        n,
        attributes='lang="fa" dir="rtl"',
    )


def progress(a: Article, n: Noise) -> str:
    return page(
        a.title,
        f"""<header><div>Edition: Europe</div><div>{n.date()}</div></header><div style="width:{n.random.randint(1, 99)}%"></div><main><h1>{a.title}</h1><p>Reading progress: {n.random.randint(1, 99)}%</p><div>{n.random.randint(100, 900)} Comments</div>
    {ps(a, lambda i: f'<p><a href="/out/{n.token()}">{n.advert()}</a></p>' if i == 1 else f'<p>RELATED: <a href="/{n.token()}">{n.headline()}</a></p>' if i == 2 else "")}<ul>{lis(a)}</ul>{table(a)}</main><div><h2>{n.random.randint(3, 99)} Comments</h2><p>Log in to join the discussion.</p></div>""",
        n,
    )


def short(a: Article, n: Noise) -> str:
    return page(
        a.title,
        f"""<div id="wrap"><div id="top">{n.clock()}</div><div id="mid"><h3>{a.title}</h3><div>{a.paragraphs[0]}</div><div>{a.paragraphs[1]}</div>{"".join(f"<div>{p}</div>" for p in a.paragraphs[2:])}<ul>{lis(a)}</ul>{table(a)}</div><div id="box"><b>Trending</b><br>{"".join(f'<a href="/{n.token()}">{n.headline()}</a><br>' for _ in range(4))}</div><div id="bot">Online: {n.random.randint(2, 99)} guests, {n.random.randint(2, 9)} members</div></div>""",
        n,
    )


def sections(a: Article, n: Noise) -> str:
    body = "".join(f"<section><h2>Part {i}</h2><p>{p}</p></section>" for i, p in enumerate(a.paragraphs, 1))
    return page(
        a.title,
        f"""<div class="page"><section class="intro"><h1>{a.title}</h1><span>{n.ago()}</span><span>{n.count()} reads</span></section>{body}<section><h2>Points</h2><ul>{lis(a)}</ul></section><section><h2>Figures</h2>{table(a)}</section><section><h2>Latest posts</h2>{"".join(f'<div><a href="/{n.token()}">{n.headline()}</a> <small>{n.date()}</small></div>' for _ in range(5))}</section><section><h2>Newsletter</h2><p>Join {n.count()} readers who get our letter on every working day of the week, for free.</p></section></div>""",
        n,
    )


def marquee(a: Article, n: Noise) -> str:
    return page(
        a.title,
        f"""<marquee>{n.headline()} *** {n.headline()}</marquee><table border=0><tr><td>{ps(a)}<ul>{lis(a)}</ul>{table(a)}</td></tr></table><div align=right>Stock: Brent {n.random.randint(60, 120)}.{n.random.randint(10, 99)} USD, Gold {n.random.randint(1500, 1900)} USD</div><p>Copyright 2022. Page generated in 0.{n.random.randint(100, 999)} seconds.</p><p>Session: {n.token()}</p>""",
        n,
    )


def gallery(a: Article, n: Noise) -> str:
    return page(
        a.title,
        f"""<article><h1>{a.title}</h1><figure><img src="/i.jpg?{n.token()}" alt="x"><figcaption>{a.items[0]}</figcaption></figure>{ps(a)}<ul>{lis(a)}</ul>{table(a)}<div class="likes-{n.token()[:3]}"><span>{n.count()}</span><span>Like</span><span>{n.count()}</span><span>Share</span></div></article><div class="grid-x">{"".join(f'<a href="/{n.token()}"><div>{n.headline()}</div><div>{n.headline()} and more on this from our desk in the region, today.</div></a>' for _ in range(4))}</div>""",
        n,
    )


def quoteday(a: Article, n: Noise) -> str:
    return page(
        a.title,
        f"""<div class="l"><div class="block"><h3>Poll</h3><p>Do you agree? Yes {n.random.randint(1, 99)}% No {n.random.randint(1, 99)}%</p></div><div class="block"><h3>Weather</h3><p>Today {n.random.randint(1, 30)} degrees, wind {n.random.randint(1, 30)} km/h</p></div></div><div class="m"><h1>{a.title}</h1>{"".join(f"<p>{t}</p>" for t in a.paragraphs)}<ul>{lis(a)}</ul>{table(a)}</div>""",
        n,
    )


def nested_ul(a: Article, n: Noise) -> str:
    return page(
        a.title,
        f"""<ul id="nav"><li><a href=/>Home</a><ul><li><a href=/a>A</a></li><li><a href=/b>B</a></li></ul></li></ul><div><ol>{"".join(f"<li><p>{t}</p></li>" for t in a.paragraphs)}</ol><ul>{lis(a)}</ul>{table(a)}</div><ul>{n.links(6)}</ul><p align=center>{n.date()} | {n.clock()} | <a href="/rss">RSS</a></p>""",
        n,
    )


def custom(a: Article, n: Noise) -> str:
    return page(
        a.title,
        f"""<x-app><x-header><span>{n.clock()}</span></x-header><x-story><h1>{a.title}</h1><x-body>{"".join(f"<x-par>{t}</x-par>" for t in a.paragraphs)}<ul>{lis(a)}</ul>{table(a)}</x-body></x-story><x-rail><h4>Most read</h4>{"".join(f'<x-card><a href="/{n.token()}">{n.headline()}</a></x-card>' for _ in range(5))}</x-rail></x-app>""",
        n,
    )


LAYOUTS = {
    f.__name__: f
    for f in (medium, german, russian, drupal, thinktank, nineties, newsletter, blogspot, wire, teasers_first, questions, persian)
}
LAYOUTS |= {made.__name__: made for made in (progress, short, sections, marquee, gallery, quoteday, nested_ul, custom)}
