"""c"""
from __future__ import annotations
def content_advice(*a): return ()
