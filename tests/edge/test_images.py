"""What becomes of a file that somebody sends as a picture: pixels, and nothing else of it (M01, M03, M10, DATA-22)."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from app.edge.images import LONGEST_SIDE, MOST_PIXELS, TooManyPixels, written_anew
from tests.edge.pictures import PLACE, bomb, picture, with_place


def read(body: bytes | None) -> Image.Image:
    assert body is not None
    image = Image.open(io.BytesIO(body))
    image.load()
    return image


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_each_format_becomes_a_webp_image(kind: str) -> None:
    image = read(written_anew(picture(kind)))
    assert (image.format, image.size) == ("WEBP", (60, 40))
    red, green, blue = image.convert("RGB").getpixel((30, 20))  # type: ignore[misc]
    assert (red > 240, green < 20, blue < 20) == (True, True, True)


def test_m10_nothing_but_pixels_is_kept_and_the_picture_stands_upright() -> None:
    sent = with_place()
    assert PLACE in sent
    written = written_anew(sent)
    assert written is not None
    assert PLACE not in written
    image = read(written)
    assert image.size == (40, 60)
    assert {name for name in image.info if name not in {"loop", "background", "timestamp", "duration"}} == set()
    assert dict(image.getexif()) == {}


def test_large_pictures_become_smaller_and_keep_their_shape() -> None:
    assert read(written_anew(picture("JPEG", (4000, 3000)))).size == (LONGEST_SIDE, 384)
    assert read(written_anew(picture("PNG", (700, 1400)))).size == (256, LONGEST_SIDE)


@pytest.mark.parametrize("size", [(6001, 4000), (65_535, 65_535), (20_000, 20_000)])
def test_m01_more_pixels_than_fit_are_refused_before_they_are_decoded(size: tuple[int, int]) -> None:
    assert size[0] * size[1] > MOST_PIXELS
    with pytest.raises(TooManyPixels):
        written_anew(bomb(*size))


def test_transparency_is_kept() -> None:
    written = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 255, 0)).save(written, "PNG")
    image = read(written_anew(written.getvalue()))
    assert image.mode == "RGBA"
    assert image.getpixel((5, 5))[3] == 0  # type: ignore[index]


GIF = picture("GIF")
TIFF = picture("TIFF")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><script>alert(1)</script></html>",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"%PDF-1.7\n",
        b"\x89PNG\r\n\x1a\n",
        picture("PNG")[:60],
        picture("JPEG")[:200],
        picture("WEBP")[:30],
        bomb(100, 100),
        GIF,
        TIFF,
    ],
    ids=["empty", "html", "svg", "pdf", "magic", "png", "jpeg", "webp", "short", "gif", "tiff"],
)
def test_m03_what_is_no_picture_that_can_be_read_is_none(body: bytes) -> None:
    assert written_anew(body) is None


def test_of_many_frames_the_first_is_kept() -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue", "green")]
    written = io.BytesIO()
    frames[0].save(written, "WEBP", save_all=True, append_images=frames[1:], lossless=True)
    image = read(written_anew(written.getvalue()))
    assert getattr(image, "n_frames", 1) == 1
    assert image.convert("RGB").getpixel((5, 5))[0] > 240  # type: ignore[index]
