"""Texts that try to be more than text."""

from __future__ import annotations

HOSTILE_TEXTS = (
    "<script>window.hacked=1</script>",
    '<img src="http://sink.test/x.png" onerror="window.hacked=1">',
    "<svg/onload=window.hacked=1>",
    "</p></blockquote></figure></main><h1>다른 글</h1>",
    "<!-- 숨은 글 --> <?php ?> <![CDATA[글]]>",
    "&lt;b&gt; &#60;script&#62; &nbsp;",
    "![그림](http://sink.test/x.png) [고리](javascript:hacked)",
    "[고리]: http://sink.test\n[고리] [고리][] [^1]",
    "[1]: http://sink.test 'x'\n\n본문 [1]",
    "<http://sink.test> http://sink.test/a?b=1 //sink.test www.sink.test sink.test",
    "me@sink.test @mention @@ `@` mailto:me@sink.test",
    "# 제목\n## 제목\n제목\n===\n제목\n---",
    "- 하나\n* 둘\n+ 셋\n1. 넷\n2) 다섯\n- [ ] 여섯",
    "```\n코드\n```\n~~~\n코드\n~~~",
    "    들여쓴 코드\n\n\t들여쓴 코드",
    "| 가 | 나 |\n|----|----|\n| 다 | 라 |",
    "***\n---\n___",
    "**굵게** __굵게__ *기울임* _기울임_ ~~지움~~ ==칠함== `코드` $수식$ ^위^ ~아래~",
    "\\*\\_\\`\\[ \\\\ 끝\\",
    "`` ` ``` 닫히지 않은 `코드",
    "{{ config }} ${7*7} {% raw %}",
    "> 인용\n>> 인용",
    'x" onmouseover="window.hacked=1',
)
