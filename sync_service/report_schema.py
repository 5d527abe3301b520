"""The JSON Schema of `check --format json`; run as a module, it prints it."""

from __future__ import annotations

import json
import sys

from sync_service.report_json import CheckDocument

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_text() -> str:
    """The schema as indented JSON, the same for the same models."""
    schema = CheckDocument.model_json_schema(by_alias=True, mode="serialization")
    return json.dumps({"$schema": DIALECT, **schema}, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())
