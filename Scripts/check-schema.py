"""Checks lines of JSON against the schema that each one names.

Called by Scripts/check-schema, which sees to what this needs. Exits with 1 when a line does not
keep to its schema, or when there is none to check.
"""

import json
import sys
from pathlib import Path

import fastjsonschema

SCHEMAS = Path(__file__).parent.parent / "Sources" / "Sitrep" / "Output"
FAULTS_TOLD = 10


def validators():
    """The checks by what stands under `schema` in a line."""
    found = {}
    for path in sorted(SCHEMAS.glob("*.schema.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        found[schema["properties"]["schema"]["const"]] = fastjsonschema.compile(schema)
    return found


def fault(line, checks):
    """What is wrong with a line; None where it is right."""
    try:
        record = json.loads(line)
        name = record.get("schema") if isinstance(record, dict) else None
        if name not in checks:
            return f"names no schema of ours: {name!r}; these are known: {', '.join(checks)}"
        checks[name](record)
    except (ValueError, fastjsonschema.JsonSchemaException) as error:
        return str(error)
    return None


def main(paths):
    checks = validators()
    lines = faults = 0
    for path in paths:
        stream = sys.stdin.buffer if path == "-" else open(path, "rb")
        with stream:
            for number, line in enumerate(stream, start=1):
                lines += 1
                what = fault(line, checks)
                if what is None:
                    continue
                faults += 1
                if faults <= FAULTS_TOLD:
                    print(f"{path}:{number}: {what}", file=sys.stderr)
    print(f"{lines} lines, {faults} against the schema")
    return 1 if faults or not lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
