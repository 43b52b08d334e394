"""A chain of hashes over what happened in an exam.

It shows accidental and casual changes and proves no more: whoever owns the machine owns the key.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any


def linked(previous: Sequence[Mapping[str, Any]], step: Mapping[str, Any]) -> dict[str, Any]:
    """The step with its number ``n`` and its ``chain``: the hash of the link before and of all it says."""
    numbered = {**step, "n": len(previous)}
    return {**numbered, "chain": _hash(previous[-1]["chain"] if previous else "", numbered)}


def first_break(steps: Sequence[Mapping[str, Any]]) -> int | None:
    """The number, counted from 0, of the first step that is not as it was written; None when all are."""
    previous = ""
    for number, step in enumerate(steps):
        said = {name: value for name, value in step.items() if name != "chain"}
        if step.get("n") != number or step.get("chain") != _hash(previous, said):
            return number
        previous = step["chain"]
    return None


def _hash(previous: str, said: Mapping[str, Any]) -> str:
    text = json.dumps(said, sort_keys=True, separators=(",", ":"))
    return sha256(f"{previous}\n{text}".encode()).hexdigest()
