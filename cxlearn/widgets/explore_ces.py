"""``cx.explore("ces")``: the same twenty answers under each definition of the customer effort score."""

from __future__ import annotations

from math import isnan
from typing import ClassVar

from cxlearn.experience.effort import (
    HIGH,
    LOW,
    MOST,
    SCALE,
    SIZE,
    START,
    Aggregate,
    Efforts,
    Version,
    blind_net,
    blind_share,
    little_effort,
)
from cxlearn.kpi import Result as Figure
from cxlearn.kpi.explanation import amount, gap
from cxlearn.widgets.explorer import Choice, Control, Explorer, Goal, Range, Result
from cxlearn.widgets.picture import Picture, Tone

VENDORS: tuple[tuple[Version, Aggregate], ...] = ((2, "agree"), (2, "net"), (2, "mean"), (1, "mean"))
"""The four definitions that are sold under one name."""
_ANSWERS = range(SCALE[0], SCALE[1] + 1)


class Ces(Explorer):
    """Seven columns of answers, the question they answer, and how they are summed up."""

    room = "explore_ces"
    START: ClassVar = START.settings

    def follow(self) -> None:
        """Take answers and definition from the settings."""
        self.efforts: Efforts = START.set(self.settings)

    def controls(self) -> list[Control]:
        """Version and aggregate; the columns, folded, for the keyboard."""
        versions = tuple((name, self.word(f"version_{name}")) for name in ("2", "1"))
        aggregates = tuple((name, self.word(f"aggregate_{name}")) for name in ("agree", "net", "mean"))
        group = self.word("by_keyboard")
        columns = (
            Range(f"answer_{answer}", self.word("answer", answer=answer), 0, MOST, group=group, folded=True)
            for answer in _ANSWERS
        )
        return [
            Choice("version", self.word("version"), versions),
            Choice("aggregate", self.word("aggregate"), aggregates),
            *columns,
        ]

    def pictures(self) -> list[Picture]:
        """The answers, and which of them say easy on this question."""
        efforts = self.efforts
        (easy, bad), total = self._ends(), sum(efforts.counts)
        shares = {
            name: amount(100 * sum(efforts.counts[low - 1 : high]) / total if total else 0, "percent", self.language)
            for name, (low, high) in {"easy": easy, "difficult": bad}.items()
        }
        label = self.word("picture", counts=", ".join(map(str, efforts.counts)), **shares)
        picture = Picture(label, x=(0.5, 7.5), y=(0, MOST), height=224, top=46, bottom=28)
        picture.x_axis({answer: str(answer) for answer in _ANSWERS})
        for answer in _ANSWERS:
            self._column(
                picture, answer, "high" if _inside(answer, easy) else "low" if _inside(answer, bad) else "middle"
            )
        for name, (low, high), tone in (("easy", easy, "high"), ("difficult", bad, "low")):
            words = self.word(name, share=shares[name])
            picture.text((low + high) / 2, MOST, words, tone, up=24, strong=True)  # type: ignore[arg-type]
        picture.text(4, MOST, self.word("neutral"), "middle", up=24)
        return [picture]

    def results(self) -> list[Result]:
        """The figure that was chosen, then the four that vendors would publish."""
        efforts = self.efforts
        chosen = Result(self.word("chosen"), self._written(efforts.result), self._direction(efforts.result), "accent")
        return [chosen, *(Result(self._named(*kind), *self._read(*kind)) for kind in VENDORS)]

    def meaning(self) -> str:
        """What would be published, and what the same answers could have been."""
        efforts, figure = self.efforts, self.efforts.result
        if isnan(figure.value):
            return self.word("none")
        others = [kind for kind in VENDORS[:2] if kind != (efforts.version, efforts.aggregate)]
        other = ", ".join(self._aside(*kind) for kind in others)
        return self.word(
            "meaning_spread" if isnan(figure.low) else "meaning",
            value=self._written(figure),
            version=efforts.version,
            aggregate=self.word(f"aggregate_{efforts.aggregate}"),
            direction=self._direction(figure),
            low=amount(figure.low, figure.unit, self.language),
            high=amount(figure.high, figure.unit, self.language),
            other=other,
        )

    def challenges(self) -> list[Goal]:
        """A share that sees no trouble, a net that sees no depth, a low that is good."""
        efforts = self.efforts
        reached = {"share": blind_share(efforts), "net": blind_net(efforts), "low": little_effort(efforts)}
        note = "" if efforts.whole else self.word("not_twenty", count=sum(efforts.counts), n=sum(efforts.counts))
        return [
            Goal(name, self.word(f"goal_{name}"), met and efforts.whole, self.word(f"found_{name}"), note)
            for name, met in reached.items()
        ]

    def table(self) -> list[list[str]]:
        """The answers, then every definition's figure."""
        head = [self.word(name) for name in ("head_definition", "head_value", "head_direction")]
        answers = [
            [self.word("answer", answer=answer), str(count), ""] for answer, count in enumerate(self.efforts.counts, 1)
        ]
        return [head, *answers, *([self._named(*kind), *self._read(*kind)] for kind in VENDORS)]

    def assumptions(self) -> list[tuple[str, str]]:
        """Where the answers, the scale and the cuts come from."""
        numbers = {"assume_start": SIZE, "assume_scale": SCALE[1], "assume_easy": HIGH[0]}
        return [(self.word(name), self.number(number, 0)) for name, number in numbers.items()]

    def _ends(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """The answers that say easy, and those that say difficult."""
        return (HIGH, LOW) if self.efforts.version == 2 else (LOW, HIGH)  # noqa: PLR2004 -- version 2

    def _column(self, picture: Picture, answer: int, tone: Tone) -> None:
        count = self.efforts.counts[answer - 1]
        picture.bar((answer - 0.4, answer + 0.4), (0, count), tone)
        picture.text(answer, count, str(count), "quiet", up=4)
        picture.drag(f"answer_{answer}", x=(answer - 0.5, answer + 0.5))

    def _aside(self, version: Version, aggregate: Aggregate) -> str:
        """Another definition and its figure, inside a sentence."""
        value, _ = self._read(version, aggregate)
        return self.word("inside", value=value, version=version, aggregate=self.word(f"aggregate_{aggregate}"))

    def _named(self, version: Version, aggregate: Aggregate) -> str:
        return self.word("named", version=version, aggregate=self.word(f"aggregate_{aggregate}"))

    def _read(self, version: Version, aggregate: Aggregate) -> tuple[str, str]:
        """A definition's figure and its direction, in words."""
        figure = self.efforts.under(version, aggregate)
        return self._written(figure), self._direction(figure)

    def _written(self, figure: Figure) -> str:
        if isnan(figure.value):
            return "–"
        write = gap if figure.definition.form == "net" else amount
        return write(figure.value, figure.unit, self.language)

    def _direction(self, figure: Figure) -> str:
        return self.word(f"direction_{figure.direction}")


def _inside(answer: int, ends: tuple[int, int]) -> bool:
    return ends[0] <= answer <= ends[1]
