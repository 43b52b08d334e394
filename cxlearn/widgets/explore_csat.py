"""``cx.explore("csat")``: two shops with one mean, and the CSAT that hangs on the cut."""

from __future__ import annotations

from math import isnan
from typing import ClassVar

from cxlearn.experience.satisfaction import (
    CUTS,
    MOST,
    SHOPS,
    START,
    Satisfactions,
    at_odds,
    same_answers,
    same_csat,
    turned_round,
)
from cxlearn.kpi.explanation import amount
from cxlearn.widgets.explorer import Choice, Control, Explorer, Goal, Range, Result
from cxlearn.widgets.picture import Picture

_MARKS = range(1, 6)


class Csat(Explorer):
    """Five columns for each of two shops, and where satisfied begins."""

    room = "explore_csat"
    START: ClassVar = START.settings

    def follow(self) -> None:
        """Take answers and cut from the settings."""
        self.shops: Satisfactions = START.set(self.settings)

    def controls(self) -> list[Control]:
        """The cut; the columns, folded, for the keyboard."""
        cuts = tuple((name, self.word(f"cut_{name}")) for name in CUTS)
        return [Choice("cut", self.word("cut"), cuts), *(column for shop in SHOPS for column in self._columns(shop))]

    def pictures(self) -> list[Picture]:
        """The answers of each shop, the satisfied ones told apart, and the mean."""
        return [self._answers(shop) for shop in SHOPS]

    def results(self) -> list[Result]:
        """CSAT and mean of each shop."""
        return [result for shop in SHOPS for result in self._figures(shop)]

    def meaning(self) -> str:
        """Who leads by the CSAT, and what the means are."""
        lead = self.shops.lead
        if isnan(lead):
            return self.word("meaning_none")
        case = "a" if lead > 0 else "b" if lead < 0 else "equal"
        means = {shop: self._mean(shop) for shop in SHOPS}
        return self.word(f"meaning_{case}", lead=amount(abs(lead), "points", self.language), **means)

    def challenges(self) -> list[Goal]:
        """The cut alone; one CSAT and two means; two winners."""
        shops = self.shops
        turned, fair = turned_round(shops), same_answers(shops)
        note = self.word("unfair_cut") if turned and not fair else ""
        return [
            Goal("cut", self.word("goal_cut"), turned and fair, self.word("found_cut"), note),
            Goal("same", self.word("goal_same"), same_csat(shops), self.word("found_same")),
            Goal("odds", self.word("goal_odds"), at_odds(shops), self.word("found_odds")),
        ]

    def table(self) -> list[list[str]]:
        """How many people gave each mark in each shop, then the figures."""
        head = [self.word("head_mark"), *(self._name(shop) for shop in SHOPS)]
        rows = [[str(mark), *(str(self.shops.counts(shop)[mark - 1]) for shop in SHOPS)] for mark in _MARKS]
        figures = [[f"CSAT ({self.word(f'cut_{self.shops.cut}')})", *(self._csat(shop) for shop in SHOPS)]]
        return [head, *rows, *figures]

    def assumptions(self) -> list[tuple[str, str]]:
        """Where the answers and the interval come from."""
        confidence = 100 * START.csat("a").confidence
        numbers = {"assume_start": sum(START.a), "assume_interval": confidence}
        return [(self.word(name), self.number(number, 0)) for name, number in numbers.items()]

    def _columns(self, shop: str) -> list[Control]:
        group = self.word("by_keyboard", shop=shop.upper())
        labels = {f"{shop}_{mark}": self.word("mark", shop=shop.upper(), mark=mark) for mark in _MARKS}
        return [Range(name, label, 0, MOST, group=group, folded=True) for name, label in labels.items()]

    def _answers(self, shop: str) -> Picture:
        counts, csat, mean = self.shops.counts(shop), self._csat(shop), self._mean(shop)
        label = self.word("picture", shop=shop.upper(), counts=", ".join(map(str, counts)), csat=csat, mean=mean)
        picture = Picture(label, x=(0.5, 5.5), y=(0, MOST), height=182, top=44, bottom=28)
        picture.x_axis({mark: str(mark) for mark in _MARKS})
        picture.text(0.5, MOST, self._name(shop), up=24, anchor="start", strong=True)
        picture.text(5.5, MOST, self.word("satisfied", share=csat), "high", up=24, anchor="end", strong=True)
        first = CUTS[self.shops.cut][0]
        for mark, count in enumerate(counts, 1):
            picture.bar((mark - 0.4, mark + 0.4), (0, count), "high" if mark >= first else "low")
            picture.text(mark, count, str(count), "quiet", up=4)
            picture.drag(f"{shop}_{mark}", x=(mark - 0.5, mark + 0.5))
        picture.line([(first - 0.5, 0), (first - 0.5, MOST)], "ink", dashed=True)
        return picture

    def _figures(self, shop: str) -> list[Result]:
        figure, name = self.shops.csat(shop), shop.upper()
        if isnan(figure.value):
            return [Result(self.word("csat", shop=name), self.word("undefined"))]
        ends = {"low": self.number(figure.low), "high": self.number(figure.high)}
        return [
            Result(self.word("csat", shop=name), self._csat(shop), self.word("interval", **ends), "accent"),
            Result(self.word("mean", shop=name), self._mean(shop), self.word("of_five")),
        ]

    def _name(self, shop: str) -> str:
        return self.word("shop", shop=shop.upper())

    def _csat(self, shop: str) -> str:
        value = self.shops.csat(shop).value
        return self.word("undefined") if isnan(value) else amount(value, "percent", self.language)

    def _mean(self, shop: str) -> str:
        value = self.shops.mean(shop)
        return self.word("undefined") if isnan(value) else amount(value, "scale", self.language)
