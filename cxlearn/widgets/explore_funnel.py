"""``cx.explore("funnel")``: visitors, carts and orders by device, and where one point is worth most."""

from __future__ import annotations

from dataclasses import asdict
from math import isnan
from typing import ClassVar

from cxlearn.experience.funnel import CHALLENGES, LEVERS, MOST_VISITORS, START, Assumptions, Device, Funnel, Lever
from cxlearn.widgets.explorer import Control, Explorer, Goal, Range, Result, Setting
from cxlearn.widgets.picture import Picture, Tone

BARS: tuple[tuple[Lever, Tone], ...] = (("carts", "high"), ("abandoned", "low"))


class PurchaseFunnel(Explorer):
    """Three devices, nine sliders: every rate is the package's own."""

    room = "explore_funnel"
    START: ClassVar[dict[str, Setting]] = {name: float(value) for name, value in START.settings.items()}

    def follow(self) -> None:
        """The funnel as it is set."""
        self.model: Funnel = START.set({name: float(value) for name, value in self.settings.items()})

    def controls(self) -> list[Control]:
        """Visitors, carts and abandonment of each device."""
        return [self._range(device, lever) for device in START.devices for lever in LEVERS]

    def _range(self, device: Device, lever: Lever) -> Range:
        group = self.word(device.id, basket=self._money(device.basket))
        name = f"{device.id}_{lever}"
        if lever == "visitors":
            return Range(name, self.word(lever), 0, MOST_VISITORS, 100, group=group)
        return Range(name, self.word(lever), 0, 100, unit=self.word("unit_percent"), group=group)

    def pictures(self) -> list[Picture]:
        """The rates, to drag; then what they come to in euros."""
        return [self._rates(), self._euros()]

    def _rates(self) -> Picture:
        said = "; ".join(self.word("rates_said", device=self.word(f"{d.id}_short"), carts=self.number(d.carts, 0),
                                   abandoned=self.number(d.abandoned, 0)) for d in self.model.devices)  # fmt: skip
        words = self.word("rates_label", said=said)
        picture = Picture(words, x=(0, 9), y=(0, 100), height=216, left=48, top=36, bottom=36)
        picture.y_axis({0: self._percent(0), 50: self._percent(50), 100: self._percent(100)})
        picture.text(0, 100, self.word("bar_carts"), "high", anchor="start", up=18)
        picture.text(9, 100, self.word("bar_abandoned"), "low", anchor="end", up=18)
        for at, device in enumerate(self.model.devices):
            for place, (lever, tone) in enumerate(BARS):
                left, value = 3 * at + place + 0.5, getattr(device, lever)
                picture.bar((left + 0.1, left + 0.9), (0, value), tone)
                picture.text(
                    left + 0.5, value, self.number(value, 0), tone, up=4
                )  # the axis says %: 100 % is wider than a bar
                picture.drag(f"{device.id}_{lever}", x=(left, left + 1))
            picture.text(3 * at + 1.5, 0, self.word(f"{device.id}_short"), "quiet", up=-16, tick=True)
        return picture

    def _euros(self) -> Picture:
        devices = self.model.devices
        most = max(1.0, *(device.filled * device.basket for device in devices))
        said = "; ".join(self.word("euros_said", device=self.word(f"{d.id}_short"), sold=self._money(d.revenue),
                                   lost=self._money(_lost(d))) for d in devices)  # fmt: skip
        picture = Picture(self.word("euros_label", said=said), x=(0, most), y=(0, 3 * len(devices)), height=190, top=4)
        for at, device in enumerate(reversed(devices)):
            bottom = 3 * at
            picture.bar((0, device.revenue), (bottom + 0.4, bottom + 1.6), "high")
            picture.bar((device.revenue, device.revenue + _lost(device)), (bottom + 0.4, bottom + 1.6), "low")
            name = self.word(f"{device.id}_short")
            sold = self.word("euros_sold", device=name, sold=self._money(device.revenue))
            picture.text(0, bottom + 1.6, sold, anchor="start", up=5)
            picture.text(
                picture.x[1], bottom + 1.6, self.word("euros_lost", lost=self._money(_lost(device))), anchor="end", up=5
            )
        return picture

    def results(self) -> list[Result]:
        """The whole, beside the figure that tempts."""
        model = self.model
        return [
            Result(
                self.word("conversion"),
                self._percent(model.conversion.value, 2),
                self.word("conversion_note"),
                "accent",
            ),
            Result(self.word("mean_of_rates"), self._percent(model.mean_of_rates, 2), self.word("mean_note")),
            Result(self.word("orders"), self.number(model.orders, 0), self._change(model.orders - START.orders)),
            Result(self.word("revenue"), self._money(model.revenue), self._change(model.revenue - START.revenue)),
        ]

    def meaning(self) -> str:
        """What happened since the start: the rate and the orders may go different ways."""
        values = {
            "conversion": self._percent(self.model.conversion.value, 2),
            "orders": self.number(self.model.orders, 0),
        }
        values["gain"] = self._money(abs(self.model.revenue - START.revenue))
        return self.word(f"meaning_{self._direction()}", **values)

    def _direction(self) -> str:
        rate, orders = self.model.conversion.value - START.conversion.value, self.model.orders - START.orders
        if self.model == START:
            return "start"
        if isnan(rate):
            return "empty"
        if rate * orders < 0:
            return "flattered" if rate > 0 else "diluted"
        return "more" if self.model.revenue >= START.revenue else "less"

    def challenges(self) -> list[Goal]:
        """A point, a flattered rate, a mix."""
        return [
            Goal(
                one.id, self.word(f"goal_{one.id}"), one.met(self.model), self.word(f"found_{one.id}"),
                "" if one.fair(self.model) else self.word(f"unfair_{one.id}"),
            )
            for one in CHALLENGES
        ]  # fmt: skip

    def table(self) -> list[list[str]]:
        """Each device: counts, rates, and what a point is worth."""
        heads = ("device", *LEVERS, "orders", "device_conversion", "revenue", "worth_carts", "worth_abandoned")
        return [[self.word(f"head_{head}") for head in heads], *(self._row(device) for device in self.model.devices)]

    def _row(self, device: Device) -> list[str]:
        worth = self.model.worths()
        return [
            self.word(f"{device.id}_short"), self.number(device.visitors, 0), self._percent(device.carts),
            self._percent(device.abandoned), self.number(device.orders, 0), self._percent(device.conversion.value, 2),
            self._money(device.revenue), self._money(worth[device.id, "carts"]),
            self._money(worth[device.id, "abandoned"]),
        ]  # fmt: skip

    def assumptions(self) -> list[tuple[str, str]]:
        """What is taken for granted."""
        given = asdict(Assumptions())
        return [(self.word(f"assume_{name}"), self.number(value, 0)) for name, value in given.items()] + [
            (self.word("assume_numbers"), self.word("assumed"))
        ]

    def _percent(self, value: float, decimals: int = 0) -> str:
        return "–" if isnan(value) else self.word("percent", value=self.number(value, decimals))

    def _money(self, value: float) -> str:
        return self.word("euros", value=self.number(value, 0))

    def _change(self, by: float) -> str:
        if not by:
            return ""
        return self.word("more_than_start" if by > 0 else "less_than_start", by=self.number(abs(by), 0))


def _lost(device: Device) -> float:
    """Euros left in the carts that were not ordered."""
    return (device.filled - device.orders) * device.basket
