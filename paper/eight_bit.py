"""Pictures of any mode as 8-bit gray or RGB."""

import numpy as np
from PIL import Image


def eight_bit(image: Image.Image, *, gray: bool) -> Image.Image:
    """Any mode as "L" or "RGB"; what is transparent becomes paper white."""
    if image.mode.startswith(("I", "F")):
        return _deep(image, gray=gray)
    if image.has_transparency_data:
        flat = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", flat.size, "white"), flat)
    colour = image.mode not in ("1", "L", "LA")
    if gray or not colour:
        # CMYK and Lab have no direct way to gray.
        return (image if image.mode in ("1", "L", "RGB", "RGBA", "P") else image.convert("RGB")).convert("L")
    return image.convert("RGB")


def _deep(image: Image.Image, *, gray: bool) -> Image.Image:
    """16 and 32 bit gray: by its full range when it has 16 bits, else between its darkest and lightest pixel."""
    values = np.asarray(image, dtype=np.float32)
    values = np.nan_to_num(values, nan=0.0, posinf=0.0, neginf=0.0)
    low, high = (0.0, 65535.0) if image.mode.startswith("I;16") else (float(values.min()), float(values.max()))
    if image.mode == "I" and 255 < high <= 65535 and low >= 0:
        low, high = 0.0, 65535.0  # a 16-bit PNG, which some versions open as 32 bit
    flat = np.clip((values - low) * (255.0 / max(high - low, 1e-6)), 0, 255).astype(np.uint8)
    return Image.fromarray(flat) if gray else Image.fromarray(flat).convert("L")
