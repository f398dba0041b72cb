"""Pictures as they come in, written anew: what leaves here holds pixels and nothing else.

In: bytes that somebody has sent. Out: a WebP image of at most 512 pixels a side, without the place, the camera, the
thumbnail and whatever else a file may carry; or None when it is no JPEG, PNG or WebP image that can be read. The type
is found in the content: names and declared types say nothing. The number of pixels is read from the head of the file,
and refused before any is decoded. A picture of many frames is its first one.
"""

from __future__ import annotations

import io

from PIL import Image, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP")
MEDIA_TYPE = "image/webp"
MOST_PIXELS = 24_000_000
LONGEST_SIDE = 512
_QUALITY = 82


class TooManyPixels(Exception):
    """Decoded, this would fill the memory."""


def written_anew(body: bytes) -> bytes | None:
    """The picture without anything but itself. Takes a while: for a thread of its own."""
    try:
        with Image.open(io.BytesIO(body), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise TooManyPixels
            # A JPEG is decoded at a fraction of its size where that is enough.
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(image)
            pixels = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise TooManyPixels from None
    except (OSError, SyntaxError, ValueError, EOFError, OverflowError, MemoryError):
        # What Pillow raises on files that are broken or of no format that was asked for.
        return None
    pixels.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    # A new image: the old one still carries what was read beside its pixels.
    bare = Image.new(pixels.mode, pixels.size)
    bare.paste(pixels)
    written = io.BytesIO()
    bare.save(written, "WEBP", quality=_QUALITY)
    return written.getvalue()
