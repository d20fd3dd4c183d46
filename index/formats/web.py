"""A web page -> its article, without menus, banners, related links and comments.

The only home of trafilatura, which is given text, never an address.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Mapping
from configparser import ConfigParser
from copy import deepcopy

import trafilatura
from trafilatura.settings import DEFAULT_CONFIG

from index.errors import CorpusError
from index.formats.composing import compose
from index.formats.datatypes import Claims, Extract
from index.formats.markup import Element, Tags, attribute, find_all, parse_page, read_blocks, tag
from index.formats.plain import read_text

MAX_CHARACTERS = 5_000_000
"""The longest page that is read: a hundred times the usual one."""

# It would tell the terminal about every page without an article; the caller is told the reason.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

# Trafilatura's own, TEI-like elements.
_TAGS = Tags(
    blocks=frozenset({"p", "head", "list", "item", "quote", "code", "table"}),
    rows=frozenset({"row"}),
    cells=frozenset({"cell"}),
    breaks=frozenset({"lb"}),
)
_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_HEAD_BYTES = 4096
# Browsers read these names as the larger set.
_LARGER = {"euc-kr": "cp949", "ks_c_5601-1987": "cp949", "ksc5601": "cp949"}


def read(data: bytes) -> list[Extract]:
    """Return the article of a page.

    Raises:
        CorpusError: There is none to be found; the message is the reason alone.
    """
    html = _decode(data)
    if len(html) > MAX_CHARACTERS:
        raise CorpusError(f"a page of more than {MAX_CHARACTERS:,} characters; split it")
    root = parse_page(html)
    found = trafilatura.bare_extraction(
        html, include_comments=False, with_metadata=False, config=_settings()
    )
    body = getattr(found, "body", None)
    blocks = [] if body is None else list(read_blocks(body, _TAGS, lambda one: tag(one) == "head"))
    if root is None or not blocks:
        raise CorpusError("a web page without the text of an article")
    return [compose(blocks, _claims(root))]


def _settings() -> ConfigParser:
    """Return settings for Korean, which says in 60 characters what takes 250 in English."""
    settings = deepcopy(DEFAULT_CONFIG)
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", "60")
    return settings


def _decode(data: bytes) -> str:
    """Return the source of a page, by the encoding that it names if it holds, else by any."""
    named = _CHARSET.search(data[:_HEAD_BYTES])
    # What begins otherwise may be a file of another kind, which decoding knows.
    if named is None or not data.lstrip().startswith(b"<"):
        return read_text(data)
    name = named[1].decode("ascii").lower()
    try:
        return data.decode(_LARGER.get(name, name))
    except (UnicodeDecodeError, LookupError):
        return read_text(data)


def _claims(root: Element) -> Claims:
    """Return what the head of a page claims: Open Graph first, then schema.org, then the rest."""
    meta = {
        (attribute(one, "property") or attribute(one, "name")).lower(): attribute(one, "content")
        for one in reversed(list(find_all(root, "meta")))
    }
    news = next(_schema(root), {})
    publisher = meta.get("og:site_name") or _named(news.get("publisher"))
    titles = [" ".join(one.itertext()) for one in (*find_all(root, "h1"), *find_all(root, "title"))]
    title = meta.get("og:title") or _named(news.get("headline")) or next(iter(titles), "")
    published = meta.get("article:published_time") or _named(news.get("datePublished"))
    author = meta.get("author") or meta.get("article:author") or _named(news.get("author"))
    return Claims(
        title=_without(title, publisher),
        publisher=publisher,
        published=published or meta.get("date", ""),
        author="" if "://" in author else author,
    )


def _without(title: str, publisher: str) -> str:
    """Return a title without the name of the site that is often put behind it."""
    return re.sub(rf"\s*[-|:–—<]\s*{re.escape(publisher)}\s*$", "", title) if publisher else title


def _schema(root: Element) -> Iterator[Mapping[str, object]]:
    """Yield the schema.org records of a page that are articles."""
    for script in find_all(root, "script"):
        if attribute(script, "type").lower() != "application/ld+json":
            continue
        try:
            found = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        graph = found.get("@graph", found) if isinstance(found, dict) else found
        for one in graph if isinstance(graph, list) else [graph]:
            if isinstance(one, dict) and "datePublished" in one:
                yield one


def _named(value: object) -> str:
    """Return a text of schema.org, or the names of what it describes."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_named, value)))
    if isinstance(value, dict):
        return _named(value.get("name"))
    return value if isinstance(value, str) else ""
