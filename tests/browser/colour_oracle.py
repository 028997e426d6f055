"""The colours of activations, in numpy alone: mixed in Oklab (Björn Ottosson, 2020), as CSS Color 4 defines it."""

from __future__ import annotations

import numpy as np

LINEAR, LIMIT = 0.5, 8  # the scale is linear below about the one, and ends at the other
TO_CONE = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def position(values: np.ndarray) -> np.ndarray:
    """Where values lie on the scale: -1 at -LIMIT and below, 0 at zero, 1 at LIMIT and above."""
    return np.clip(np.arcsinh(np.divide(values, LINEAR)) / np.arcsinh(LIMIT / LINEAR), -1, 1)


def coloured(values: np.ndarray, negative: str, zero: str, positive: str) -> np.ndarray:
    """The colour of each value, (..., 3) in 0..255, between three colours "#rrggbb"."""
    share = position(values)[..., np.newaxis]
    end = np.where(share < 0, _oklab(negative), _oklab(positive))
    return _rgb(end * np.abs(share) + _oklab(zero) * (1 - np.abs(share)))


def _oklab(colour: str) -> np.ndarray:
    rgb = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    light = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return TO_LAB @ np.cbrt(TO_CONE @ light)


def _rgb(lab: np.ndarray) -> np.ndarray:
    light = (lab @ np.linalg.inv(TO_LAB).T) ** 3 @ np.linalg.inv(TO_CONE).T
    rgb = np.where(light <= 0.0031308, light * 12.92, 1.055 * np.clip(light, 0, 1) ** (1 / 2.4) - 0.055)
    return np.clip(rgb, 0, 1) * 255
