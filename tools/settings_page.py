"""Write the tables of docs/settings.md anew from the keys of the program."""

from __future__ import annotations

from pathlib import Path

from sync_service.settings_page import page_with_tables

PAGE = Path(__file__).parents[1] / "docs" / "settings.md"

if __name__ == "__main__":
    PAGE.write_text(page_with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
