"""How long races usually take: the pace falls as the distance grows.

Riegel (1977 in Runner's World; 1981 in American Scientist, for 3.5 to 230 min): time grows with the
1.06th power of the distance. Vickers & Vertosick 2016 (BMC Sports Sci Med Rehabil) found that right
up to the half marathon, and marathons at least ten minutes too fast for half of the recreational
runners. The exponent of 1.15 beyond it, which allows for that, and the pace over 10 km are
assumptions of ours.
"""

from __future__ import annotations

_TEN_KM, _TEN_KM_MIN = 10.0, 50.0
_TO_HALF, _BEYOND_HALF = 1.06, 1.15
_HALF_KM = 21.0975
_HALF_MIN = _TEN_KM_MIN * (_HALF_KM / _TEN_KM) ** _TO_HALF


def race_min(km: float) -> float:
    """The minutes that a race of so many kilometers usually takes; one pace up to 10 km."""
    if km <= _TEN_KM:
        return km * _TEN_KM_MIN / _TEN_KM
    if km <= _HALF_KM:
        return float(_TEN_KM_MIN * (km / _TEN_KM) ** _TO_HALF)
    return float(_HALF_MIN * (km / _HALF_KM) ** _BEYOND_HALF)


def race_km(minutes: float) -> float:
    """How far a race of so many minutes usually goes."""
    if minutes <= _TEN_KM_MIN:
        return minutes * _TEN_KM / _TEN_KM_MIN
    if minutes <= _HALF_MIN:
        return float(_TEN_KM * (minutes / _TEN_KM_MIN) ** (1 / _TO_HALF))
    return float(_HALF_KM * (minutes / _HALF_MIN) ** (1 / _BEYOND_HALF))
