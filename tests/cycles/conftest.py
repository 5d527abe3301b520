"""What these tests share: an athlete's world."""

from __future__ import annotations

from tests.failures.conftest import world

__all__ = ["world"]
