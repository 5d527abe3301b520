"""`make demo-google`: the whole job against the stand-in, as a person sees it."""

from __future__ import annotations

import pytest

from tools.demo_google import main


def test_the_account_is_as_found_in_the_end(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["demo-google"])
    assert main() == 0
    shown = capsys.readouterr().out
    assert "Sam drags “Heavy lower body: squat 5 x 5 @ 100 kg” to Tuesday 18:00" in shown
    assert "· tentative · free" in shown
    assert "The account is as it was found." in shown
    assert "0 mails to guests" in shown
