"""Photos: opened only as what they claim to be, and written anew without place and device."""

import warnings
from typing import IO, Any

from PIL import Image, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

from units.errors import Refused

MAX_PIXELS = 80_000_000
MAX_SIDE = 30_000
QUALITY = 92
_DAMAGED = "图片已损坏或不完整，请重新拍照或另存后再上传。"
_FORMATS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "heic": "HEIF"}
_FAULTS = (
    OSError,
    SyntaxError,
    ValueError,
    UnidentifiedImageError,
    EOFError,
    IndexError,
    TypeError,
)


def open_photo(stream: IO[bytes], suffix: str) -> Image.Image:
    """Return the decoded picture; raises Refused for another format, damage or too many pixels."""
    if suffix == "heic":
        register_heif_opener(thumbnails=False)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(stream, formats=[_FORMATS[suffix]])
            width, height = picture.size
            if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
                raise Refused(f"图片像素过大（{width}×{height}），请缩小后再上传。")
            picture.load()
    except Image.DecompressionBombError as error:
        raise Refused("图片像素过大，请缩小后再上传。") from error
    except _FAULTS as error:
        raise Refused(_DAMAGED) from error
    return picture


def rewrite_photo(stream: IO[bytes], suffix: str, target: IO[bytes]) -> str:
    """Write the picture to `target` without EXIF, place or comments; return its new suffix.

    The orientation is applied to the pixels, colours keep their profile, JPEG its own quality.
    HEIC becomes JPEG, because old browsers cannot show it.
    """
    picture = open_photo(stream, suffix)
    profile = picture.info.get("icc_profile")
    tables = getattr(picture, "quantization", None)
    upright = ImageOps.exif_transpose(picture)
    if suffix == "png":
        _clean(upright).save(target, "PNG", icc_profile=profile)
        return "png"
    plain = upright if upright.mode in {"L", "RGB", "CMYK"} else upright.convert("RGB")
    options = {"qtables": tables, "subsampling": 0} if tables else {"quality": QUALITY}
    _clean(plain).save(target, "JPEG", icc_profile=profile, **options)
    return "jpg"


def _clean(picture: Image.Image) -> Image.Image:
    """Forget everything beside the pixels; transparency of a palette is pixels too."""
    kept: dict[str | tuple[int, int], Any] = {
        key: picture.info[key] for key in ("transparency",) if key in picture.info
    }
    picture.info = kept
    picture.getexif().clear()
    return picture
