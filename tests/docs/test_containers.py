"""The compose file and the image: valid, not as root, and their entry point works."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.error import URLError

import pytest
import yaml

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent


@pytest.fixture
def composed() -> Any:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))


@pytest.fixture
def service(composed: Any) -> Any:
    return composed["services"]["counterpoint"]


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
    assert all(each.startswith("127.0.0.1:") for each in service["ports"])
    assert service["volumes"] == ["data:/data", "./config:/config:ro", "./secrets:/run/secrets:ro"]


@pytest.mark.parametrize("name", ["counterpoint", "postgres"])
def test_each_service_comes_back_is_limited_and_is_watched(composed: Any, name: str) -> None:
    found = composed["services"][name]
    assert found["restart"] == "unless-stopped"
    assert set(found["deploy"]["resources"]["limits"]) >= {"cpus", "memory"}
    assert found["healthcheck"]["test"][0] == "CMD"
    assert found["security_opt"] == ["no-new-privileges:true"]


def test_a_server_is_added_by_its_profile_alone(composed: Any, service: Any) -> None:
    server = composed["services"]["postgres"]
    assert "profiles" not in service
    assert server["profiles"] == ["postgres"]
    assert service["depends_on"] == {
        "postgres": {"condition": "service_healthy", "required": False}
    }


def test_passwords_stand_in_files_alone(composed: Any) -> None:
    for found in composed["services"].values():
        for name, value in found["environment"].items():
            assert "PASSWORD" not in name or name.endswith("_FILE")
            assert "password" not in value or value.startswith("/run/secrets/")
    for secret in composed["secrets"].values():
        assert secret == {"file": "./secrets/database_password"}


def environment_of(service: Any, folder: Path) -> dict[str, str]:
    """What compose would set, the places of the container below a folder."""
    assert "$" not in str(service)  # nothing depends on how compose was called
    return {
        name: re.sub(r"/(data|run|config)\b", rf"{folder}/\1", value)
        for name, value in service["environment"].items()
    }


@pytest.mark.parametrize(
    ("secret", "database"),
    [
        (None, "sqlite:///{folder}/data/counterpoint.db"),
        ("postgresql://of-a-file/kept\n", "postgresql://of-a-file/kept"),
    ],
)
def test_the_secret_says_where_the_data_are(
    service: Any, tmp_path: Path, secret: str | None, database: str
) -> None:
    (tmp_path / "run" / "secrets").mkdir(parents=True)
    if secret is not None:
        (tmp_path / "run" / "secrets" / "database_url").write_text(secret)
    done = subprocess.run(  # noqa: S603 our own command
        [BIN / "counterpoint", "settings", "--format", "json"],
        cwd=tmp_path,
        env={**os.environ, **environment_of(service, tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    found = {each["key"]: each["value"] for each in json.loads(done.stdout)}
    assert found["database_url"] == database.format(folder=tmp_path)
    assert found["key_path"] == f"{tmp_path}/data/counterpoint.key"
    assert (found["web.host"], found["web.port"]) == ("0.0.0.0", 8787)  # noqa: S104 in a container


def test_the_image_starts_what_the_service_starts(service: Any) -> None:
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    command = re.search(r"^CMD (\[.*\])$", dockerfile, re.MULTILINE)
    assert command
    assert json.loads(command[1]) == service["command"] == ["run"]
    asked = re.search(r"http://\S+?'", service["healthcheck"]["test"][-1])
    assert asked
    assert asked[0] in dockerfile


def test_the_image_does_not_run_as_root_and_keeps_its_data_in_a_volume() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    last_stage = dockerfile.rsplit("FROM", 1)[1]
    assert re.search(r"^USER 10001$", last_stage, re.MULTILINE)
    assert re.search(r"^VOLUME /data$", last_stage, re.MULTILINE)
    assert "HEALTHCHECK" in last_stage
    assert "--require-hashes" in dockerfile


@pytest.mark.skipif(
    find_spec("sync_service.daemon") is None or find_spec("sync_service.web") is None,
    reason="the daemon and what it serves are not there yet",
)
def test_what_the_service_starts_serves_what_its_health_check_asks_for(
    service: Any, tmp_path: Path, free_port: int
) -> None:
    for name in ("data", "config", "run/secrets"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "config" / "counterpoint.toml").write_text(
        '[[athletes]]\nname = "Sam"\nsources = [{ kind = "local_calendar", folder = "plan" }]\n'
        'write_to = { kind = "local_calendar", folder = "calendar" }\n'
    )
    asked = re.search(r"http://127\.0\.0\.1:\d+(/\S+?)'", service["healthcheck"]["test"][-1])
    assert asked
    port = {"COUNTERPOINT_WEB__PORT": str(free_port)}
    with subprocess.Popen(  # noqa: S603 our own command
        [BIN / "counterpoint", *service["command"]],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=tmp_path / "config",
        env={**os.environ, **environment_of(service, tmp_path), **port},
    ) as process:
        try:
            assert answers(f"http://127.0.0.1:{free_port}{asked[1]}")
        finally:
            process.terminate()
        assert process.wait(timeout=20) == 0


def answers(address: str) -> bool:
    for _ in range(200):
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310 loopback
                return bool(answer.status == 200)
        except (URLError, ConnectionError):
            time.sleep(0.1)
    return False
