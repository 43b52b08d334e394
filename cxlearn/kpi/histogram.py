"""How many answers of each kind there were: all that a survey's figure needs, and all that is kept of the answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

Category: TypeAlias = int | str
"""An answer (7) or the group it belongs to ("passives")."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Histogram(Mapping[Category, int]):
    """The number of answers by category: reads like a dictionary, adds up exactly.

    Attributes:
        categories: the answers of the scale, or the groups, from the lowest to the highest.
        answers: how many of each.
        weights: the sum of their weights, Σw; equal to ``answers`` where nothing was weighted.
        squares: the sum of their squared weights, Σw².
    """

    categories: tuple[Category, ...]
    answers: tuple[int, ...]
    weights: tuple[float, ...]
    squares: tuple[float, ...]

    @classmethod
    def of(cls, counts: Mapping[Category, int]) -> Histogram:
        """Counts in which each answer weighs 1."""
        numbers = tuple(counts.values())
        return cls(tuple(counts), numbers, numbers, numbers)

    def __getitem__(self, category: Category) -> int:
        return dict(zip(self.categories, self.answers, strict=True))[category]

    def __iter__(self) -> Iterator[Category]:
        return iter(self.categories)

    def __len__(self) -> int:
        return len(self.categories)

    def __repr__(self) -> str:
        return repr(dict(self))

    def __add__(self, other: Histogram) -> Histogram:
        """Both together; their categories are the same."""
        answers = tuple(a + b for a, b in zip(self.answers, other.answers, strict=True))
        weights = tuple(a + b for a, b in zip(self.weights, other.weights, strict=True))
        squares = tuple(a + b for a, b in zip(self.squares, other.squares, strict=True))
        return Histogram(self.categories, answers, weights, squares)

    @property
    def n(self) -> int:
        """How many answers there are."""
        return sum(self.answers)

    @property
    def total(self) -> float:
        """The sum of all weights."""
        return sum(self.weights)

    @property
    def weighted(self) -> bool:
        """Whether some answers count more than others."""
        return self.weights != self.answers

    @property
    def n_effective(self) -> float:
        """How many unweighted answers would say as much: (Σw)² / Σw² (Kish, 1965)."""
        squares = sum(self.squares)
        return self.total**2 / squares if squares else 0.0

    def grouped(self, groups: tuple[str, ...], group_of: Callable[[Category], str]) -> Histogram:
        """The same answers counted by coarser categories."""
        place: dict[str, list[int]] = {group: [] for group in groups}
        for k, category in enumerate(self.categories):
            place[group_of(category)].append(k)
        answers = tuple(sum(self.answers[k] for k in place[group]) for group in groups)
        weights = tuple(sum(self.weights[k] for k in place[group]) for group in groups)
        squares = tuple(sum(self.squares[k] for k in place[group]) for group in groups)
        return Histogram(groups, answers, weights, squares)
