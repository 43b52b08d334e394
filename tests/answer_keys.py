"""What the key of a question calls right, as a learner would answer."""

from __future__ import annotations

from itertools import product
from typing import Any

from cxlearn import language as languages


def keys(item: Any, language: str) -> list[Any]:
    """Every answer that the key of an item calls right."""
    options, best = item.options, max((option.score for option in item.options), default=0)
    by_kind: dict[str, Any] = {
        **dict.fromkeys(("single", "true_false"), lambda: [next(o.id for o in options if o.score == best)]),
        "multiple": lambda: [[option.id for option in options if option.score > 0]],
        **dict.fromkeys(("matching", "categorise"), lambda: [{o.id: o.target for o in options if o.target}]),
        "ordering": lambda: [[option.id for option in options]],
        "short_text": lambda: list(item.accepted[language]),
        "cloze": lambda: [dict(zip([gap.id for gap in item.gaps], texts, strict=True)) for texts in fillings()],
        "number": lambda: [item.answer, languages.format_number(item.answer, 4, language)],
        "open": lambda: [{"text": "…", "met": [criterion.id for criterion in item.rubric]}],
    }

    def fillings() -> Any:
        return product(*(gap.accepted[language] for gap in item.gaps))

    return by_kind[item.kind]()
