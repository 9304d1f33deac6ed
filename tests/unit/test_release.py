"""release: no code is printed with an address that nobody can open."""

import pytest

from publication.release import refusal


@pytest.mark.parametrize("site_url", ["https://bcm.opdc.go.th/", "https://a.go.th/plan/"])
def test_a_public_https_address_may_be_printed(site_url: str) -> None:
    assert refusal(site_url) == ""


@pytest.mark.parametrize(
    "site_url",
    [
        "",
        "bcm.opdc.go.th",
        "http://bcm.opdc.go.th/",
        "https://",
        "https://localhost/",
        "https://server.local/",
        "https://192.168.1.2/",
        "https://[::1]/",
        "https://[",
        "https://bcm.opdc.go.th:8443/",
        "https://bcm.opdc.go.th/?a=b",
        "https://user@bcm.opdc.go.th/",
        "https://bcp.example.go.th/",
        "https://library.example/",
        "https://a.test/",
    ],
)
def test_anything_else_is_refused_with_a_reason(site_url: str) -> None:
    assert refusal(site_url)
