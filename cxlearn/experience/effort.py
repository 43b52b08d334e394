"""Twenty answers about effort, and what each definition of the CES makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, TypeAlias

from cxlearn.experience.recommendation import spelled_out
from cxlearn.kpi import Result, ces

Version: TypeAlias = Literal[1, 2]
Aggregate: TypeAlias = Literal["mean", "agree", "net"]
SCALE = (1, 7)
"""Version 1 was asked on 1–5 (2010); here both are put on 1–7, so that the answers stay the same twenty."""
LOW, MIDDLE, HIGH = (1, 3), (4, 4), (5, 7)
"""What version 2 calls difficult, neutral and easy; version 1 the other way round."""
SIZE, MOST = 20, 12
"""How many people answered, and the most who can give one answer."""
BLIND_NET, LOW_MEAN, LITTLE_EFFORT = 45, 4, 2
"""What the challenges ask for: a net of at least this, a mean below that, a version-1 mean of at most this."""


@dataclass(frozen=True)
class Efforts:
    """Answers from 1 to 7, the question they answer, and the way they are summed up.

    Attributes:
        counts: how many people gave 1, 2, … 7.
        version: 1 (how much effort: lower is better) or 2 (it was made easy: higher is better).
        aggregate: ``"mean"``, ``"agree"`` (the share who found it easy) or ``"net"`` (easy minus difficult).
    """

    counts: tuple[int, ...]
    version: Version = 2
    aggregate: Aggregate = "agree"

    @property
    def settings(self) -> dict[str, int | str]:
        """What a learner can set: ``answer_1`` to ``answer_7``, ``version`` and ``aggregate``."""
        counts: dict[str, int | str] = {f"answer_{answer}": count for answer, count in enumerate(self.counts, 1)}
        return counts | {"version": str(self.version), "aggregate": self.aggregate}

    def set(self, settings: Mapping[str, float | str]) -> Efforts:
        """The same answers with other settings; what is not named stays."""
        given = self.settings | dict(settings)
        counts = tuple(int(given[f"answer_{answer}"]) for answer, _ in enumerate(self.counts, 1))
        version: Version = 1 if str(given["version"]) == "1" else 2
        found = str(given["aggregate"])
        aggregate: Aggregate = "mean" if found == "mean" else "net" if found == "net" else "agree"
        return replace(self, counts=counts, version=version, aggregate=aggregate)

    @cached_property
    def result(self) -> Result:
        """The CES by the definition that was chosen."""
        return self.under(self.version, self.aggregate)

    def under(self, version: Version, aggregate: Aggregate) -> Result:
        """The CES of the same answers by another definition."""
        easy, difficult = (LOW, HIGH) if version == 1 else (HIGH, LOW)
        answers = spelled_out(self.counts, SCALE[0])
        return ces(answers, version=version, aggregate=aggregate, scale=SCALE, easy=easy, difficult=difficult)

    @property
    def whole(self) -> bool:
        """All twenty people are still there."""
        return sum(self.counts) == SIZE


START = Efforts((1, 2, 2, 5, 4, 4, 2))
"""Twenty answers: 50% agree, a net of +25, a mean of 4.45."""


def blind_share(efforts: Efforts) -> bool:
    """Nobody who found it difficult is left, and the share who agree has not noticed."""
    share, net = efforts.under(2, "agree"), efforts.under(2, "net")
    return share.value == START.under(2, "agree").value and net.value >= BLIND_NET


def blind_net(efforts: Efforts) -> bool:
    """The net is that of the start, while the answers have slid down."""
    mean, net = efforts.under(2, "mean"), efforts.under(2, "net")
    return net.value == START.under(2, "net").value and mean.value < LOW_MEAN


def little_effort(efforts: Efforts) -> bool:
    """A good result in version 1, where low is good."""
    chosen = (efforts.version, efforts.aggregate) == (1, "mean")
    return chosen and efforts.result.value <= LITTLE_EFFORT
