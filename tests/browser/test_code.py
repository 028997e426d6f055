"""QR codes made by the page, against a library's."""

from __future__ import annotations

import qrcode
from playwright.sync_api import Browser
from qrcode.constants import ERROR_CORRECT_M
from qrcode.util import MODE_8BIT_BYTE, QRData, lost_point

from tests.browser.modules import blank_page

DRAWN = """async (texts) => {
  const { pixelsOf } = await import("/parts/tour/qr/code.js");
  return texts.map(pixelsOf);
}"""
MOST = 331  # bytes, what version 13 holds


def address(length: int) -> str:
    return ("https://talks.example.org/" + "a-path-of-many-letters/" * 20)[:length]


def masked(text: str, mask: int) -> list[list[bool]]:
    """The library's code of a text with one of the eight masks, without a border."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=mask)
    code.add_data(QRData(text.encode(), mode=MODE_8BIT_BYTE))
    code.make()
    return [[bool(pixel) for pixel in row] for row in code.get_matrix()]


def test_every_code_is_the_librarys_with_the_mask_that_is_easiest_to_read(browser: Browser):
    texts = [address(length) for length in range(9, MOST + 1, 14)] + ["http://localhost/讲解", address(MOST)]
    with blank_page(browser) as page:
        drawn = page.evaluate(DRAWN, texts)
    for text, pixels in zip(texts, drawn, strict=True):
        assert pixels == min((masked(text, mask) for mask in range(8)), key=lost_point), text
    assert {(len(pixels) - 17) // 4 for pixels in drawn} == set(range(1, 14))


def test_a_text_of_too_many_bytes_has_no_code(browser: Browser):
    with blank_page(browser) as page:
        longest, longer = page.evaluate(DRAWN, [address(MOST), address(MOST + 1)])
    assert longest
    assert longer is None
