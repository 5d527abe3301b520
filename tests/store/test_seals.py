"""By what it is seen that something sealed was kept anew, without the key."""

from __future__ import annotations

from pathlib import Path

from sync_service.store.database import Store


def test_each_keeping_has_a_seal_of_its_own(store: Store, tmp_path: Path) -> None:
    for name in ("Sam", "Kim"):
        store.put_credential(name, "settings", b"the same")
    store.put_credential("Sam", "google", b"of another kind")
    before = store.seals("settings")
    assert sorted(before) == ["Kim", "Sam"]
    assert len(set(before.values())) == 2
    store.put_credential("Sam", "settings", b"the same")
    (tmp_path / "counterpoint.key").unlink()
    after = store.seals("settings")
    assert after["Kim"] == before["Kim"]
    assert after["Sam"] != before["Sam"]
    store.remove_credential("Kim", "settings")
    assert sorted(store.seals("settings")) == ["Sam"]
