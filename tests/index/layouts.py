"""Articles in many layouts, and what they tell of themselves."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A page as a person would copy it, and what it says about itself."""

    name: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    author: str | None = None
    boilerplate: tuple[str, ...] = ()


LAYOUTS = (
    Layout(
        name="wire story with the reporter in front of the first sentence",
        text="""\
            여야, 연금개혁안 합의…18년 만에 모수개혁
            송고시간2025-03-20 11:02

            홍길동 기자

            (서울=연합뉴스) 홍길동 김철수 기자 = 여야는 20일 연금개혁안에 합의했다.

            양당 원내대표는 이날 국회에서 만나 합의문에 서명했다.

            hong@yna.co.kr

            (끝)

            <저작권자(c) 연합뉴스, 무단 전재-재배포, AI 학습 및 활용 금지>2025/03/20 11:02 송고
            """,
        title="여야, 연금개혁안 합의…18년 만에 모수개혁",
        publisher="연합뉴스",
        published="2025-03-20T11:02",
        author="홍길동 기자",
        boilerplate=("(끝)\n\n<저작권자(c) 연합뉴스, 무단 전재-재배포, AI 학습 및 활용 금지>",),
    ),
    Layout(
        name="agency story with a caption of the same agency",
        text="""\
            한강 수위 상승에 잠수교 통행 제한

            등록 2024.07.18 09:31:05 수정 2024.07.18 10:02:52

            [서울=뉴시스] 잠수교가 통제되고 있다. (사진=서울시 제공) photo@a.com *재판매 및 DB 금지

            [서울=뉴시스]박영희 기자 = 집중호우로 잠수교의 통행이 제한됐다.

            서울시는 18일 오전 8시부터 차량을 통제했다고 밝혔다.

            ◎공감언론 뉴시스 parkyh@newsis.com
            """,
        title="한강 수위 상승에 잠수교 통행 제한",
        publisher="뉴시스",
        published="2024-07-18T09:31",
        author="박영희 기자",
        boilerplate=(
            (
                "[서울=뉴시스] 잠수교가 통제되고 있다. (사진=서울시 제공) "
                "photo@a.com *재판매 및 DB 금지"
            ),
        ),
    ),
    Layout(
        name="news1 story",
        text="""\
            경복궁 담장 복구 완료…다음 달 공개
            (서울=뉴스1) 이민수 기자 | 2024-01-03 14:20 송고 | 2024-01-03 15:01 최종수정
            3일 서울 경복궁에서 관계자들이 담장을 살펴보고 있다. 2024.1.3/뉴스1 ⓒ News1 김영운 기자
            국가유산청은 담장 복구를 마쳤다고 3일 밝혔다.

            복구에는 전문가 20여명이 참여했다.

            minsu@news1.kr

            <저작권자 ⓒ 뉴스1코리아, 무단복제 및 무단 전재 및 재배포 금지>
            """,
        title="경복궁 담장 복구 완료…다음 달 공개",
        publisher="뉴스1코리아",
        published="2024-01-03T14:20",
        author="이민수 기자",
        boilerplate=(
            (
                "3일 서울 경복궁에서 관계자들이 담장을 살펴보고 있다. 2024.1.3/뉴스1 "
                "ⓒ News1 김영운 기자"
            ),
            "<저작권자 ⓒ 뉴스1코리아, 무단복제 및 무단 전재 및 재배포 금지>",
        ),
    ),
    Layout(
        name="daily with section, byline and two dates",
        text="""\
            경제 > 금융

            한은, 기준금리 동결…“물가 더 지켜봐야”

            최영수 기자
            입력 2024.04.12. 09:52
            업데이트 2024.04.12. 15:13

            한국은행이 12일 기준금리를 연 3.50%로 유지했다.

            이창용 총재는 “물가가 목표에 수렴한다는 확신이 필요하다”고 말했다.
            """,
        title="한은, 기준금리 동결…“물가 더 지켜봐야”",
        published="2024-04-12T09:52",
        author="최영수 기자",
    ),
    Layout(
        name="daily that gives the change before the entry",
        text="""\
            기후위기 시대의 산불, 왜 더 커지나
            정유진기자
            수정 2023-04-12 10:11
            등록 2023-04-11 17:42
            기사를 읽어드립니다
            강릉 경포 일대에서 난 산불이 8시간 만에 꺼졌다.
            산림청은 강풍을 원인으로 꼽았다.

            정유진 기자 yjjung@hani.co.kr
            """,
        title="기후위기 시대의 산불, 왜 더 커지나",
        published="2023-04-11T17:42",
        author="정유진기자",
        boilerplate=("기사를 읽어드립니다",),
    ),
    Layout(
        name="copy from the Naver portal",
        text="""\
            반도체 수출 두 달 연속 증가

            입력2024.02.01. 오후 12:05 수정2024.02.01. 오후 3:05 기사원문

            공감
            댓글 14
            본문 요약봇
            텍스트 음성 변환 서비스 사용하기
            글자 크기 변경하기
            SNS 보내기
            인쇄하기

            산업통상자원부는 1월 반도체 수출이 56% 늘었다고 1일 밝혔다.

            대중국 수출도 증가로 돌아섰다.

            강지원 기자(jwkang@example.com)

            Copyright ⓒ 한국경제. All rights reserved. 무단 전재 및 재배포 금지.

            이 기사는 언론사에서 경제 섹션으로 분류했습니다.
            """,
        title="반도체 수출 두 달 연속 증가",
        publisher="한국경제",
        published="2024-02-01T12:05",
        author="강지원 기자",
        boilerplate=(
            (
                "공감\n댓글 14\n본문 요약봇\n텍스트 음성 변환 서비스 사용하기\n글자 크기 변경하기\n"
                "SNS 보내기\n인쇄하기"
            ),
            (
                "Copyright ⓒ 한국경제. All rights reserved. 무단 전재 및 재배포 금지.\n\n"
                "이 기사는 언론사에서 경제 섹션으로 분류했습니다."
            ),
        ),
    ),
    Layout(
        name="copy from the Daum portal",
        text="""\
            “전기요금 당분간 동결”…산업부 “물가 부담 고려”
            송재민 2024. 3. 21. 08:02
            요약보기
            음성으로 듣기
            번역 설정
            공유
            글씨크기 조절하기
            인쇄하기
            전기요금이 2분기에도 오르지 않는다.
            한전은 21일 연료비조정단가를 유지한다고 밝혔다.
            송재민 기자 song@example.com

            Copyright © 이데일리. 무단전재 및 재배포 금지.
            """,
        title="“전기요금 당분간 동결”…산업부 “물가 부담 고려”",
        publisher="이데일리",
        published="2024-03-21T08:02",
        author="송재민",
        boilerplate=(
            "요약보기\n음성으로 듣기\n번역 설정\n공유\n글씨크기 조절하기\n인쇄하기",
            "Copyright © 이데일리. 무단전재 및 재배포 금지.",
        ),
    ),
    Layout(
        name="trade paper with a line of labels and a doubled caption",
        text="""\
            어도비, 브랜드 노출 돕는 도구 공개
            기자명 박찬 기자   입력 2025.06.18 18:05  수정 2025.06.19 08:07  댓글 0  좋아요 0

            바로가기 본문 글씨 줄이기 본문 글씨 키우기
            SNS 기사보내기
            SNS 기사보내기페이스북(으)로 기사보내기 카카오톡(으)로 기사보내기

            (사진=셔터스톡)
            (사진=셔터스톡)

            어도비가 새 도구를 선보였다.

            회사는 "검색이 바뀌고 있다"라고 설명했다.

            박찬 기자 cpark@example.com

            키워드 관련기사
            구글, AI 투자 위해 인원 감축
            아마존, 휴머노이드 로봇 테스트
            Copyright © '인공지능 전문미디어' AI타임스 (http://www.example.com)
            무단전재 및 재배포 금지

            기사제보 및 보도자료 news@example.com
            키워드Tags #어도비 #GEO #AI 검색

            박찬 기자
            cpark@example.com
            다른기사 보기
            기사 댓글 0
            """,
        title="어도비, 브랜드 노출 돕는 도구 공개",
        publisher="AI타임스",
        published="2025-06-18T18:05",
        author="박찬 기자",
        boilerplate=(
            (
                "바로가기 본문 글씨 줄이기 본문 글씨 키우기\nSNS 기사보내기\n"
                "SNS 기사보내기페이스북(으)로 기사보내기 "
                "카카오톡(으)로 기사보내기\n\n(사진=셔터스톡)\n(사진=셔터스톡)"
            ),
            (
                "키워드 관련기사\n구글, AI 투자 위해 인원 감축\n아마존, 휴머노이드 로봇 테스트\n"
                "Copyright © '인공지능 전문미디어' AI타임스 (http://www.example.com)\n"
                "무단전재 및 재배포 금지\n\n기사제보 및 보도자료 news@example.com\n"
                "키워드Tags #어도비 #GEO #AI 검색"
            ),
            "다른기사 보기\n기사 댓글 0",
        ),
    ),
    Layout(
        name="business paper with the reporter in brackets at the end",
        text="""\
            서울 아파트 거래량 석 달째 늘어

            서울 아파트 거래가 다시 살아나고 있다. 지난달 거래량은 4000건을 넘었다.

            전문가들은 금리 인하 기대를 이유로 든다.

            [한정우 기자]

            [ⓒ 매일경제 & mk.co.kr, 무단 전재, 재배포 및 AI학습 이용 금지]
            """,
        title="서울 아파트 거래량 석 달째 늘어",
        publisher="매일경제",
        author="한정우 기자",
        boilerplate=("[ⓒ 매일경제 & mk.co.kr, 무단 전재, 재배포 및 AI학습 이용 금지]",),
    ),
    Layout(
        name="everything after the last sentence glued to it",
        text="""\
            편의점 도시락 매출 30% 늘어

            [이데일리 오세훈 기자] 편의점 도시락이 잘 팔린다. 고물가 영향으로 풀이된다.

            한 업체는 신제품을 내놨다.<저작권자 © 이데일리, 무단전재 및 재배포 금지>
            """,
        title="편의점 도시락 매출 30% 늘어",
        publisher="이데일리",
        author="오세훈 기자",
        boilerplate=("<저작권자 © 이데일리, 무단전재 및 재배포 금지>",),
    ),
    Layout(
        name="correspondent signs behind the last sentence",
        text="""\
            도쿄 벚꽃, 평년보다 닷새 늦게 폈다

            일본 기상청이 29일 도쿄의 벚꽃 개화를 발표했다.

            시민들은 우에노 공원을 찾았다. 도쿄=배상훈 특파원 bae@example.com
            """,
        title="도쿄 벚꽃, 평년보다 닷새 늦게 폈다",
        author="배상훈 특파원",
    ),
    Layout(
        name="regional paper that signs in the middle of the head",
        text="""\
            보령 스마트팜 철거 놓고 시·기업 갈등

            문화일보
            입력 2024-05-08 11:46

            시 “불법 건축물”… 기업 “행정 피해”

            보령=김창희 기자 chkim@example.com

            충남 보령시와 한 기업이 갈등을 빚고 있다.

            양측은 소송을 벌이고 있다.
            """,
        title="보령 스마트팜 철거 놓고 시·기업 갈등",
        publisher="문화일보",
        published="2024-05-08T11:46",
        author="김창희 기자",
    ),
    Layout(
        name="broadcaster",
        text="""\
            [단독] 고속도로 휴게소 음식값 또 올랐다
            입력 2024.08.05 (21:14) 수정 2024.08.05 (22:02)
            [앵커]
            휴가철 고속도로 휴게소 음식값이 또 올랐습니다.
            임하늘 기자가 취재했습니다.
            [리포트]
            라면 한 그릇이 5천 원을 넘었습니다.
            KBS 뉴스 임하늘입니다.
            ■ 제보하기
            ▷ 카카오톡 : 'KBS제보' 검색, 채널 추가
            ▷ 전화 : 02-781-1234
            이 기사가 좋으셨다면
            좋아요
            0
            응원해요
            0
            오늘의 핫 클릭
            """,
        title="[단독] 고속도로 휴게소 음식값 또 올랐다",
        published="2024-08-05T21:14",
        boilerplate=(
            (
                "■ 제보하기\n▷ 카카오톡 : 'KBS제보' 검색, 채널 추가\n▷ 전화 : 02-781-1234\n"
                "이 기사가 좋으셨다면\n좋아요\n0\n응원해요\n0\n오늘의 핫 클릭"
            ),
        ),
    ),
    Layout(
        name="column by a professor",
        text="""\
            [시론] 인구 감소를 기회로 바꾸려면

            문성진 서울대 경제학부 교수

            2023.11.02 00:30

            인구 감소는 재앙만은 아니다.

            일하는 방식을 바꿀 기회이기도 하다.
            """,
        title="[시론] 인구 감소를 기회로 바꾸려면",
        published="2023-11-02T00:30",
        author="문성진 서울대 경제학부 교수",
    ),
    Layout(
        name="column that signs at the end",
        text="""\
            우리는 왜 걷는가

            걷기는 가장 오래된 운동이다.

            그래서 나는 오늘도 걷는다.

            글·사진=노지훈
            """,
        title="우리는 왜 걷는가",
        author="노지훈",
    ),
    Layout(
        name="travel story with text and pictures by different people",
        text="""\
            남해의 봄, 다랭이마을을 걷다

            유채꽃이 바다를 향해 흐드러졌다. 마을은 조용했다.

            글 서은영 기자, 사진 백승우 기자
            """,
        title="남해의 봄, 다랭이마을을 걷다",
        author="서은영 기자",
    ),
    Layout(
        name="magazine on brunch",
        text="""\
            brunch

            차 한 잔과 시민의 집

            by 교실밖
            Oct 31. 2023

            창덕궁 옆에 시민의 집이 있다. 서가에는 책이 가득했다.

            라이킷 12 댓글 3
            """,
        title="차 한 잔과 시민의 집",
        published="2023-10-31",
        author="교실밖",
        boilerplate=("라이킷 12 댓글 3",),
    ),
    Layout(
        name="personal blog",
        text="""\
            주말에 만든 사워도우 이야기
            2022. 11. 6. 18:40
            이웃추가 | 본문 기타 기능

            지난 주말에 사워도우를 구웠어요. 반죽은 하루 전에 해 두었어요.

            다음에는 통밀로 해 볼게요.

            #사워도우 #홈베이킹
            공감 7
            댓글 2
            공유하기
            """,
        title="주말에 만든 사워도우 이야기",
        published="2022-11-06T18:40",
        boilerplate=("#사워도우 #홈베이킹\n공감 7\n댓글 2\n공유하기",),
    ),
    Layout(
        name="newsletter with a pitch at its end",
        text="""\
            주간푸드

            쌀값이 내리면 누가 웃을까요, 세 줄 정리

            안소희

            2024.09.09 07:00

            쌀값이 또 내렸습니다. 농가는 울상입니다.

            정부는 대책을 내놓겠다고 했습니다.

            이 글은 '주간푸드' 뉴스레터에 실린 글입니다
            매주 먹거리 소식을 전하는 뉴스레터입니다
            매주 월요일 아침에 찾아갑니다
            주간푸드 구독하러 가기
            """,
        title="쌀값이 내리면 누가 웃을까요, 세 줄 정리",
        publisher="주간푸드",
        published="2024-09-09T07:00",
        author="안소희",
        boilerplate=(
            (
                "이 글은 '주간푸드' 뉴스레터에 실린 글입니다\n"
                "매주 먹거리 소식을 전하는 뉴스레터입니다\n"
                "매주 월요일 아침에 찾아갑니다\n주간푸드 구독하러 가기"
            ),
        ),
    ),
    Layout(
        name="press release from a distributor",
        text="""\
            한빛전자, 절전형 냉장고 출시

            2024년 06월 10일 10:00

            서울--(뉴스와이어)--한빛전자가 절전형 냉장고를 출시했다.

            소비 전력은 기존보다 20% 적다.

            웹사이트: https://www.example.com
            """,
        title="한빛전자, 절전형 냉장고 출시",
        publisher="뉴스와이어",
        published="2024-06-10T10:00",
    ),
    Layout(
        name="press release of a ministry",
        text="""\
            보도자료

            겨울철 한랭질환 예방수칙을 지켜 주세요

            배포일시: 2023. 12. 1.

            질병관리청은 한랭질환 감시를 시작한다고 밝혔다.

            외출할 때에는 모자와 장갑을 챙겨야 한다.
            """,
        title="겨울철 한랭질환 예방수칙을 지켜 주세요",
        published="2023-12-01",
    ),
    Layout(
        name="English newspaper",
        text="""\
            City council approves new tram line after decade of debate

            By Jane Doe and John Roe
            The Example Times
            April 5, 2024 at 9:00 p.m. ET

            Share this article

            The city council approved the tram line on Friday.

            Construction is expected to start next year.

            Photo: Getty Images

            Related articles
            Tram drivers ask for higher pay
            Five cities that brought back the tram

            © 2024 The Example Times Company. All rights reserved.
            Subscribe to our newsletter
            """,
        title="City council approves new tram line after decade of debate",
        publisher="The Example Times Company",
        published="2024-04-05T21:00",
        author="Jane Doe and John Roe",
        boilerplate=(
            "Share this article",
            (
                "Photo: Getty Images\n\nRelated articles\nTram drivers ask for higher pay\n"
                "Five cities that brought back the tram\n\n"
                "© 2024 The Example Times Company. All rights reserved.\n"
                "Subscribe to our newsletter"
            ),
        ),
    ),
    Layout(
        name="English wire story",
        text="""\
            S. Korea's exports rise for sixth month

            By Kim Soo-yeon

            SEOUL, April 1 (Yonhap) -- South Korea's exports rose in March, data showed Monday.

            Chips led the growth.
            """,
        title="S. Korea's exports rise for sixth month",
        publisher="Yonhap",
        author="Kim Soo-yeon",
    ),
    Layout(
        name="Markdown with front matter",
        text="""\
            ---
            title: "작은 정원을 가꾸는 법"
            date: 2024-05-01T08:30:00+09:00
            author: 유나래
            publisher: 초록레터
            tags: [정원, 식물]
            ---

            # 작은 정원을 가꾸는 법

            베란다에서도 정원을 가꿀 수 있다.

            ## 흙 고르기

            배수가 잘되는 흙이 좋다.
            """,
        title="작은 정원을 가꾸는 법",
        publisher="초록레터",
        published="2024-05-01T08:30",
        author="유나래",
    ),
    Layout(
        name="Markdown with a heading only",
        text="""\
            # **양자컴퓨터**란 무엇인가

            ![양자컴퓨터](https://example.com/q.png)

            양자컴퓨터는 중첩을 이용한다.

            [다른기사 보기](https://example.com/list)
            """,
        title="**양자컴퓨터**란 무엇인가",
        boilerplate=(
            "![양자컴퓨터](https://example.com/q.png)",
            "[다른기사 보기](https://example.com/list)",
        ),
    ),
    Layout(
        name="header of labelled lines",
        text="""\
            제목: 제주 감귤 수확량 역대 최저
            언론사: 제주일보
            기자: 홍하나
            날짜: 2023/12/19 오후 3:05
            URL: https://example.com/news/1

            올해 감귤 수확량이 크게 줄었다.

            농가는 폭염을 이유로 들었다.
            """,
        title="제주 감귤 수확량 역대 최저",
        publisher="제주일보",
        published="2023-12-19T15:05",
        author="홍하나",
    ),
    Layout(
        name="article of an encyclopaedia",
        text="""\
            유엔 안전보장이사회

            유엔 안전보장이사회는 유엔의 주요 기관이다. 1946년 1월 17일 첫 회의를 열었다.

            상임이사국은 다섯이다.
            """,
        title="유엔 안전보장이사회",
    ),
    Layout(
        name="article of an encyclopaedia with sections",
        text="""\
            준치

            생김새

            몸길이는 50cm 정도이다.

            쓰임

            맛이 좋아 인기가 있다.
            """,
        title="준치",
    ),
    Layout(
        name="essay without a title",
        text="""\
            어릴 때 나는 바다를 무서워했다. 파도 소리만 들어도 울었다고 한다.

            지금은 바다 곁에 산다. 2019년 5월 3일에 이사했다.
            """,
    ),
    Layout(
        name="story that opens with a single caption",
        text="""\
            지난 3일 문을 연 부산의 새 도서관. 부산시 제공

            부산에 새 도서관이 문을 열었다.

            시민 2만명이 다녀갔다.
            """,
        boilerplate=("지난 3일 문을 연 부산의 새 도서관. 부산시 제공",),
    ),
    Layout(
        name="headline that stands twice",
        text="""\
            누리호 3차 발사 성공…위성 8기 궤도에
            누리호 3차 발사 성공…위성 8기 궤도에

            김별 과학전문기자
            2023.05.25 19:25

            누리호가 25일 오후 우주로 날아올랐다.

            위성은 모두 궤도에 올랐다.
            """,
        title="누리호 3차 발사 성공…위성 8기 궤도에",
        published="2023-05-25T19:25",
        author="김별 과학전문기자",
        boilerplate=("누리호 3차 발사 성공…위성 8기 궤도에",),
    ),
    Layout(
        name="title and body without a blank line",
        text="""\
            지하철 기본요금 150원 오른다
            서울 지하철 기본요금이 150원 오른다. 인상은 10월부터다.
            시는 적자를 이유로 들었다.
            """,
        title="지하철 기본요금 150원 오른다",
    ),
    Layout(
        name="date in the footer",
        text="""\
            마을 도서관이 문을 닫는 날

            도서관은 조용했다. 아이들은 책을 골랐다.

            나는 마지막으로 불을 껐다.

            2021년 12월 31일
            """,
        title="마을 도서관이 문을 닫는 날",
        published="2021-12-31",
    ),
    Layout(
        name="chronicle of days",
        text="""\
            회사 연혁

            2010년 1월 5일
            2012년 3월 1일
            2015년 7월 9일
            """,
        title="회사 연혁",
    ),
)
