"""Open answers, which the learner holds against a rubric."""

from __future__ import annotations

from cxlearn.language import say
from cxlearn.questions.items import Item
from cxlearn.questions.marks import Mark, Part, not_attempted, of_wrong_type, right, wrong


def grade_open(item: Item, response: object, language: str) -> Mark:
    """The mark of a text and of the criteria the learner finds met in it: the share of the essential ones."""
    if not isinstance(response, dict) or not isinstance(text := response.get("text"), str | None):
        return of_wrong_type(item.kind, language)
    if not (text or "").strip():
        return not_attempted(language)
    known = [criterion.id for criterion in item.rubric]
    met = response.get("met") or ()
    if not isinstance(met, list | tuple | set | frozenset) or not all(isinstance(m, str) and m in known for m in met):
        return of_wrong_type(item.kind, language)
    parts = tuple(Part(criterion, criterion in met, "") for criterion in known)
    essential = [criterion.id for criterion in item.rubric if criterion.essential]
    found = sum(criterion in met for criterion in essential)
    if found == len(essential):
        return right("rubric", say("grading.rubric_met", language), parts)
    reply = say("grading.rubric_partly", language, found=found, total=len(essential))
    return wrong("rubric", reply, share=found / len(essential), parts=parts)
