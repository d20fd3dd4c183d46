from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.boilerplate import Kind, judge
from index.notices import NOTICE, TERMS, read_holder

if TYPE_CHECKING:
    from index.datatypes import Span

COPYRIGHT = Kind.COPYRIGHT


def said(line: str, span: Span | None) -> str | None:
    return line[span.start : span.end] if span else None


@pytest.mark.parametrize(
    "line",
    [
        "저작권자 © 한국아이닷컴 무단전재 및 재배포 금지",
        "Copyright © 중앙일보. 무단전재 및 재배포 금지.",
        "[ⓒ 매일경제 & mk.co.kr, 무단 전재, 재배포 및 AI학습 이용 금지]",
        "<저작권자(c) 연합뉴스, 무단 전재-재배포, AI 학습 및 활용 금지>",
        "무단전재 및 재배포 금지",
        "ⓒ 한겨레",
        "© 2024 The Example Times. All rights reserved.",
        "All rights reserved.",
    ],
)
def test_notice_is_known_by_itself(line: str) -> None:
    assert judge([line]) == [COPYRIGHT]


@pytest.mark.parametrize(
    ("line", "notice"),
    [
        (
            "말했다.저작권자 © 한국일보 무단전재 및 재배포 금지",
            "저작권자 © 한국일보 무단전재 및 재배포 금지",
        ),
        ("그렇다. <ⓒ 가나, 무단 전재 금지>2024/04/05", "<ⓒ 가나, 무단 전재 금지>"),
        ("판결문에는 ‘ⓒ 가나 무단전재 금지’라고", None),
        ("백두산 천지 ⓒ 홍길동", None),
    ],
)
def test_notice_with_its_terms_is_found_behind_other_words(line: str, notice: str | None) -> None:
    found = NOTICE.search(line)

    assert (found[0].strip() if found else None) == notice


@pytest.mark.parametrize(
    ("line", "holder"),
    [
        ("저작권자 © 한국아이닷컴 무단전재 및 재배포 금지", "한국아이닷컴"),
        ("Copyright © 중앙일보. 무단전재 및 재배포 금지.", "중앙일보"),
        ("[ⓒ 매일경제 & mk.co.kr, 무단 전재, 재배포 및 AI학습 이용 금지]", "매일경제"),
        ("<저작권자(c) 연합뉴스, 무단 전재-재배포, AI 학습 및 활용 금지>", "연합뉴스"),
        ("<저작권자 (c) 연합인포맥스, 무단전재 및 재배포 금지>", "연합인포맥스"),
        ("<저작권자 ⓒ 뉴스1코리아(news1.kr), 무단복제 금지>", "뉴스1코리아"),
        ("<ⓒ투자가를 위한 경제콘텐츠 플랫폼, 아시아경제(www.a.kr) 무단전재 금지>", "아시아경제"),
        ("ⓒ '성공을 꿈꾸는 뉴스' 머니S & moneys.co.kr, 무단 전재 금지", "머니S"),
        ("Copyright ⓒ KBS. All rights reserved. 무단 전재, 재배포 금지", "KBS"),
        ("Copyright © SBS & SBS i. 무단복제 및 재배포 금지.", "SBS"),
        ("Copyright © '인공지능 전문미디어' AI타임스 (http://www.a.com)", "AI타임스"),
        ("© 2019-2024 Example Co., Ltd. All rights reserved.", "Example"),
        ("© 2024 The Example Times Company. All rights reserved.", "The Example Times Company"),
        ("Copyright (c) Example Platforms, Inc. and affiliates. All rights", "Example Platforms"),
        ("ⓒ 한겨레", "한겨레"),
        ("무단전재 및 재배포 금지", None),
        ("ⓒ 2024. All rights reserved.", None),
        ("뉴스1 ⓒ 무단전재 금지", None),
        ("", None),
    ],
)
def test_notice_names_its_holder(line: str, holder: str | None) -> None:
    assert said(line, read_holder(line)) == holder


def test_terms_are_those_of_notices() -> None:
    assert TERMS.search("무단 전재 금지")
    assert TERMS.search("All Rights Reserved")
    assert TERMS.search("저작권을 지켰다") is None
