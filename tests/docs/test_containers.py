"""The compose file and the image: valid, not as root, and their entry point works."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any
from urllib.error import URLError

import pytest
import yaml

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent


@pytest.fixture
def service() -> Any:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    return yaml.safe_load(text)["services"]["counterpoint"]


def test_the_compose_file_follows_the_compose_specification() -> None:
    done = subprocess.run(  # noqa: S603 a tool of the development environment
        [
            BIN / "check-jsonschema",
            "--builtin-schema",
            "vendor.compose-spec",
            ROOT / "docker-compose.yml",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_the_service_is_confined(service: Any) -> None:
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert not service["user"].startswith("0")
    assert service["healthcheck"]["test"]
    assert service["volumes"] == ["data:/data"]


def test_the_image_does_not_run_as_root_and_keeps_its_data_in_a_volume() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    last_stage = dockerfile.rsplit("FROM", 1)[1]
    assert re.search(r"^USER 10001$", last_stage, re.MULTILINE)
    assert re.search(r"^VOLUME /data$", last_stage, re.MULTILINE)
    assert "HEALTHCHECK" in last_stage
    assert "--require-hashes" in dockerfile


def test_what_the_service_starts_serves_what_its_health_check_asks_for(
    service: Any, tmp_path: Path, free_port: int
) -> None:
    command = [str(tmp_path) if word == "/data" else word for word in service["command"]]
    command[command.index("--port") + 1] = str(free_port)
    asked = re.search(r"http://127\.0\.0\.1:\d+(/\S+?)'", service["healthcheck"]["test"][-1])
    assert asked
    with subprocess.Popen(  # noqa: S603 our own command
        [BIN / "counterpoint", *command], stdout=subprocess.DEVNULL, cwd=tmp_path, env=os.environ
    ) as process:
        try:
            assert answers(f"http://127.0.0.1:{free_port}{asked[1]}")
        finally:
            process.terminate()
        assert process.wait(timeout=10) == 0


def answers(address: str) -> bool:
    for _ in range(200):
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310 loopback
                return bool(answer.status == 200)
        except (URLError, ConnectionError):
            time.sleep(0.1)
    return False
