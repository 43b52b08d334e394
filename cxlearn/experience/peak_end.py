"""What is lived and what is remembered: three predictors of the memory of an episode.

Experienced utility is a feeling for each moment, remembered utility one judgement of the whole (Kahneman, Wakker and
Sarin, 1997). The peak-end rule is the mean of the most intense moment and of the last one (Fredrickson and Kahneman,
1993; Kahneman, 2011). It is shown beside its two rivals on purpose: a meta-analysis of 174 effect sizes found it
comparable to the plain mean, and duration next to nothing (Alaybek et al., 2022).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from cxlearn.language import CourseError, say

WORST, BEST = -5.0, 5.0
"""Feelings go from the one to the other; 0 is neutral."""

Predictor: TypeAlias = Literal["peak_end", "mean", "total"]
PREDICTORS: tuple[Predictor, ...] = ("peak_end", "mean", "total")


@dataclass(frozen=True, slots=True)
class Episode:
    """An experience, moment after moment, from −5 to +5; every moment lasts ``minutes``.

    Raises:
        CourseError: when there is no moment, when a feeling is off the scale, or when time does not pass.
    """

    feelings: tuple[float, ...]
    minutes: float = 1.0

    def __post_init__(self) -> None:
        if not self.feelings:
            raise CourseError(say("explore_peak_end.empty"))
        for feeling in self.feelings:
            if not WORST <= feeling <= BEST:
                raise CourseError(say("explore_peak_end.off_scale", given=feeling))
        if not 0 < self.minutes < math.inf:
            raise CourseError(say("explore_peak_end.no_time", given=self.minutes))

    @property
    def peak(self) -> float:
        """The feeling furthest from neutral. Of two as strong, the painful one: assumed for teaching."""
        return max(self.feelings, key=lambda feeling: (abs(feeling), -feeling))

    @property
    def end(self) -> float:
        """The last feeling."""
        return self.feelings[-1]

    @property
    def peak_end(self) -> float:
        """The peak-end rule's forecast of memory: the mean of peak and end, −5 to +5."""
        return (self.peak + self.end) / 2

    @property
    def mean(self) -> float:
        """The plain mean of all moments, −5 to +5."""
        return math.fsum(self.feelings) / len(self.feelings)

    @property
    def duration(self) -> float:
        """How long it lasted, in minutes."""
        return self.minutes * len(self.feelings)

    @property
    def total(self) -> float:
        """Every minute counted: the sum of feeling times duration, in points × minutes."""
        return math.fsum(self.feelings) * self.minutes

    def foreseen(self, predictor: Predictor) -> float:
        """What a predictor makes of this episode."""
        value: float = getattr(self, predictor)
        return value


def preferred(first: Episode, second: Episode, predictor: Predictor) -> int | None:
    """The episode a predictor says people would repeat, 0 or 1; None when it sees no difference."""
    left, right = first.foreseen(predictor), second.foreseen(predictor)
    return None if math.isclose(left, right, abs_tol=1e-9) else int(right > left)


START = Episode((1, 1, 0, -2, -3, -4, -1, 3, 2, -2), minutes=4)
"""Nadia collects her lamp on a Saturday: ten moments of four minutes, a breakdown in the middle, a poor end."""
BUDGET = 6
"""Points that a redesign of it may spend: one raises one moment by one."""


def spent(episode: Episode) -> float:
    """Points by which moments of the start were raised. Lowering one gives nothing back."""
    return math.fsum(max(0.0, now - then) for now, then in zip(episode.feelings, START.feelings, strict=False))


def lowered(episode: Episode) -> bool:
    """A moment of the start was made worse, or cut."""
    pairs = zip(episode.feelings, START.feelings, strict=False)
    return len(episode.feelings) < len(START.feelings) or any(now < then for now, then in pairs)


def raised(episode: Episode, position: int, points: float = BUDGET) -> Episode:
    """The same episode with one moment raised by as many points as the scale has room for."""
    feelings = list(episode.feelings)
    feelings[position] = min(BEST, feelings[position] + points)
    return Episode(tuple(feelings), episode.minutes)


REDESIGNS: dict[str, Episode] = {
    "best": raised(START, START.feelings.index(max(START.feelings))),
    "worst": raised(START, START.feelings.index(min(START.feelings))),
    "end": raised(START, len(START.feelings) - 1),
}
"""Three ways to spend the budget on one moment: lift the best one, mend the worst one, mend the last one."""


@dataclass(frozen=True, slots=True)
class Challenge:
    """Something to bring about: ``fair`` while what must stay as it was does, ``reached`` when the goal is."""

    id: str
    fair: Callable[[Episode], bool]
    reached: Callable[[Episode], bool]

    def met(self, episode: Episode) -> bool:
        """The goal is reached, fairly."""
        return self.fair(episode) and self.reached(episode)


def within_budget(episode: Episode) -> bool:
    """As long as the start, nothing made worse, and no more spent than there is."""
    return len(episode.feelings) == len(START.feelings) and not lowered(episode) and spent(episode) <= BUDGET


def start_goes_on(episode: Episode) -> bool:
    """The start's ten moments are untouched; others may follow."""
    return episode.feelings[: len(START.feelings)] == START.feelings


REDESIGN_GOAL, GOOD_MEAN, BAD_MEMORY = 3.0, 1.0, -2.0
CHALLENGES = (
    Challenge("redesign", within_budget, lambda episode: episode.peak_end >= REDESIGN_GOAL),
    Challenge("quarrel", lambda _: True, lambda episode: episode.mean >= GOOD_MEAN and episode.peak_end <= BAD_MEMORY),
    # The cold-water trick of 1993: more pain in all, and a better memory, by going on more mildly.
    Challenge(
        "longer",
        start_goes_on,
        lambda episode: episode.total < START.total and episode.peak_end > START.peak_end,
    ),
)
