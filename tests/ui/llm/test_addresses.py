from __future__ import annotations

import pytest

from index.errors import InputError
from ui.llm.addresses import checked_url


@pytest.mark.parametrize(
    ("url", "checked"),
    [
        ("http://127.0.0.1:11434/v1", "http://127.0.0.1:11434/v1"),
        ("http://localhost:8080/v1/", "http://localhost:8080/v1"),
        ("https://api.example.org/v1", "https://api.example.org/v1"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_address_of_a_server_is_taken(url: str, checked: str) -> None:
    assert checked_url(url, has_key=False) == checked


@pytest.mark.parametrize(
    "url",
    [
        *("", "127.0.0.1:11434", "ftp://example.org/v1", "file:///etc/passwd", "http:///v1"),
        *("http://", "http://example.org:99999/v1", "http://example.org:0/v1", "http://[::1/v1"),
        *("http://example.org/ v1", "http://example.org/\r\nX: 1", f"http://{'a' * 2000}/v1"),
        *("http://anna:geheim@example.org/v1", "http://example.org/v1?key=geheim"),
        *("http://example.org/v1#geheim", "http://geheim@example.org/v1"),
    ],
)
def test_what_is_no_plain_address_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(InputError, match="the URL of the language model") as caught:
        checked_url(url, has_key=False)

    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize(
    "host",
    [
        *("169.254.169.254", "[fe80::1]", "[fe80::1%25eth0]", "[::ffff:169.254.169.254]"),
        # 169 * 2^24 + 254 * 2^16 + 169 * 2^8 + 254, and two more ways to write it.
        *("2852039166", "0xa9.0xfe.0xa9.0xfe", "169.254.43518"),
    ],
)
def test_link_local_address_is_refused_however_it_is_spelt(host: str) -> None:
    with pytest.raises(InputError, match="link-local"):
        checked_url(f"http://{host}/v1", has_key=False)


@pytest.mark.parametrize(
    "url",
    [
        *("https://api.example.org/v1", "https://8.8.8.8/v1"),
        *("http://127.0.0.1:11434/v1", "http://[::1]/v1", "http://localhost/v1"),
        *("http://10.1.2.3/v1", "http://172.16.0.9/v1", "http://192.168.0.7/v1"),
        *("http://[fd12::1]/v1", "http://100.64.1.1/v1", "http://gpu-box:8000/v1"),
        *("http://gpu.local/v1", "http://host.docker.internal:11434/v1"),
    ],
)
def test_key_goes_to_near_hosts_or_over_tls(url: str) -> None:
    assert checked_url(url, has_key=True) == url


@pytest.mark.parametrize(
    "url",
    [
        *("http://api.example.org/v1", "http://8.8.8.8/v1", "http://172.32.0.1/v1"),
        *("http://[2001:4860::1]/v1", "http://local.example.org/v1", "http://0.0.0.0/v1"),
        "http://134744072/v1",
    ],
)
def test_key_goes_nowhere_else_in_the_clear(url: str) -> None:
    assert checked_url(url, has_key=False) == url
    with pytest.raises(InputError, match="use https://"):
        checked_url(url, has_key=True)
