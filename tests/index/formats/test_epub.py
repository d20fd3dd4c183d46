from __future__ import annotations

import pytest

from index.datatypes import Place
from index.errors import CorpusError
from index.formats.epub import read
from tests.index.formats.making import make_epub, make_zip

FACTS = (
    "<dc:creator>한바다</dc:creator><dc:publisher>갯벌신문</dc:publisher>"
    "<dc:date>2024-03-02</dc:date>"
)
CONTAINER = '<c><rootfile full-path="a.opf"/></c>'


def book(*names: str, **parts: str) -> bytes:
    items = "".join(
        f'<item id="{at}" href="{name}" media-type="application/xhtml+xml"/>'
        for at, name in enumerate(names)
    )
    spine = "".join(f'<itemref idref="{at}"/>' for at in range(len(names)))
    package = (
        f"<package><manifest>{items}</manifest><spine>{spine}<itemref idref='x'/></spine></package>"
    )
    named = {name.replace("_", "."): text for name, text in parts.items()}
    return make_zip({"META-INF/container.xml": CONTAINER, "a.opf": package} | named)


def test_book_is_one_article_with_its_chapters_as_places() -> None:
    made = book(
        "b.html",
        "a.html",
        a_html="<body><h1>둘째 장</h1><p>나이다.</p></body>",
        b_html="<body><h1>첫째 장</h1><p>가이다.&nbsp;<!-- -->다이다.</p><style>x</style>",
    )
    (found,) = read(made)
    assert found.text == "첫째 장\n\n가이다. 다이다.\n\n둘째 장\n\n나이다."
    assert found.places == (Place(start=0, heading="첫째 장"), Place(start=17, heading="둘째 장"))


def test_facts_of_the_package_are_told() -> None:
    (found,) = read(make_epub(["본문이다."], "제목", facts=FACTS))
    assert found.text == "갯벌신문 2024.03.02\n한바다\n\n제목\n\n본문이다."
    assert found.places == (Place(start=21, heading="제목"),)


def test_table_of_contents_is_left_out() -> None:
    assert "차례" not in read(make_epub(["본문이다."], "제목"))[0].text


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (book("../../etc/passwd"), "damaged: it has no ../../etc/passwd; save it again"),
        (book("/etc/passwd"), "damaged: it has no /etc/passwd; save it again"),
        (
            make_zip({"META-INF/container.xml": "<c/>"}),
            "damaged: it has no list of its chapters; save it again",
        ),
        (
            make_zip({"META-INF/container.xml": "<c"}),
            "damaged: its META-INF/container.xml is not XML; save it again",
        ),
    ],
)
def test_reason_says_what_is_missing(data: bytes, expected: str) -> None:
    with pytest.raises(CorpusError) as caught:
        read(data)
    assert str(caught.value) == expected


def test_copy_protected_chapter_is_refused_and_a_protected_font_is_not() -> None:
    def locked(name: str) -> bytes:
        return make_zip(
            {
                "META-INF/container.xml": CONTAINER,
                "META-INF/encryption.xml": f'<e><CipherReference URI="{name}"/></e>',
                "a.opf": "<package><item id='a' href='a.html' media-type='text/html'/>"
                "<itemref idref='a'/></package>",
                "a.html": "<p>글이다.</p>",
            }
        )

    assert read(locked("font.otf"))[0].text == "글이다."
    with pytest.raises(CorpusError) as caught:
        read(locked("a.html"))
    assert str(caught.value) == (
        "copy-protected; only the program that it was bought for can read it"
    )
