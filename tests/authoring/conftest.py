"""A whole course of one chapter, small enough to break one thing at a time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cxlearn.authoring.sources import Course

FILES = {
    "syllabus.yaml": """
chapters:
  - id: "01"
    slug: {fr: ux_et_cx, en: ux_and_cx}
    title: {fr: UX et CX, en: UX and CX}
    folder: ch01
    minutes: 30
    objectives:
      - {id: "01.1", fr: distinguer, en: tell apart}
  - id: "02"
    slug: {fr: canaux, en: channels}
    title: {fr: Les canaux, en: Channels}
""",
    "lexicon.yaml": """
- id: ux
  term: {fr: expérience utilisateur, en: user experience}
  definition: {fr: "Ce que l’on vit avec un produit.", en: "What one lives through with a product."}
  example: {fr: "Une application claire.", en: "A clear app."}
  chapter: "01"
  covers: [S1-003]
  sources: [iso-2019]
""",
    "references.yaml": """
iso-2019:
  authors: ISO
  year: "2019"
  title: ISO 9241-210
  where: ISO
  seen: quoted
""",
    "misconceptions.yaml": """
- id: b-is-a
  name: {fr: B pris pour A, en: B taken for A}
  betrayed_by: [ch01-one/b-is-a, kpi:nps/sign]
""",
    "company/company.yaml": "name: Loriette\n",
    "company/dictionary.yaml": "tables: {}\n",
    "interface/glossary.yaml": """
label: {fr: Glossaire, en: Glossary}
intro: {fr: "Tous les termes.", en: "Every term."}
below: {fr: "De A à Z.", en: "From A to Z."}
to_search: {fr: Chercher, en: Search}
lesson: {fr: "leçon {chapter}", en: "lesson {chapter}"}
""",
    "interface/quiz.yaml": 'next: {fr: "Suivante", en: "Next"}\n',
    "coverage.tsv": (
        "id\tsource\tconcept_fr\tterm_en\tkind\tchapter\tnames_fr\tnames_en\tomitted\n"
        "S1-003\tS1:24\tUX\tUX\tconcept\t01\texpérience utilisateur\tuser experience\t\n"
        "S1-008\tS1:33\tUtilisabilité\tUsability\tconcept\t01\tutilisabilité\tusability\t\n"
        "S1-099\tS1:99\tCanal\tChannel\tconcept\t02\t\t\t\n"
    ),
    "ch01/lesson.md": """---
kernelspec: {name: python3, display_name: Python 3, language: python}
---

+++ {"lang": "fr", "section": "01.1", "covers": ["S1-008"], "instructor": true, "slide": "slide"}

## 1. L’utilisabilité

Voir les [exercices](exercises:01).

+++ {"lang": "en"}

## 1. Usability

See the [exercises](exercises:01).

```{code-cell}
:tags: [plumbing]
cx.ask("ch01-one")
```

+++ {"lang": "fr", "references": ["iso-2019"]}

## Sources

+++ {"lang": "en"}

## References
""",
    "ch01/exercises.md": """---
kernelspec: {name: python3, display_name: Python 3, language: python}
---

+++ {"lang": "fr"}

# Un calcul

+++ {"lang": "en"}

# A sum

```{code-cell}
:tags: [stub, nbval-check-output]
"..."
```

```{code-cell}
:tags: [solution, nbval-check-output]
1 + 1
```
""",
    "ch01/questions.yaml": """
items:
  - id: ch01-one
    kind: single
    objective: "01.1"
    section: "01.1"
    terms: [ux]
    sources: [iso-2019]
    stem: {fr: "Laquelle ?", en: "Which one?"}
    options:
      - {id: a, score: 1, text: {fr: A, en: A}, reply: {fr: Oui, en: "Yes"}}
      - {id: b, score: 0, text: {fr: B, en: B}, reply: {fr: Non, en: "No"}, misconception: b-is-a}
    explanation: {fr: Parce que., en: Because.}
    place: text
""",
    "ch01/tasks.yaml": "[]\n",
    "ch01/tasks.py": "DRAWS = {}\n",
}


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Course]:
    """Write the small course, with pieces of its texts replaced: ``write("lexicon.yaml", ("old", "new"))``."""

    def write_course(name: str = "", *changes: tuple[str, str]) -> Course:
        files = dict(FILES)
        for old, new in changes:
            assert old in files[name], f"{old!r} is not in {name}"
            files[name] = files[name].replace(old, new, 1)
        for path, text in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")
        return Course(tmp_path)

    return write_course
