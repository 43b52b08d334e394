"""A small model on the frame that all explorers share: every kind of control, and a picture to drag."""

from __future__ import annotations

from typing import ClassVar

from cxlearn.language import CourseError
from cxlearn.widgets.explorer import Button, Choice, Control, Explorer, Goal, Range, Result, Switch
from cxlearn.widgets.picture import Picture

TOO_MUCH = "Together at most 15."


class Sample(Explorer):
    """Two numbers, added or multiplied."""

    room = "explore"
    START: ClassVar = {"left": 2.0, "right": 3.0, "how": "add", "double": False}

    def follow(self) -> None:
        left, right = float(self.settings["left"]), float(self.settings["right"])
        if left + right > 15:
            raise CourseError(TOO_MUCH)
        value = left + right if self.settings["how"] == "add" else left * right
        self.value = 2 * value if self.settings["double"] else value

    def word(self, name, **values):
        return {"title": "Two numbers", "try": "Try **it**."}.get(name) or super().word(name, **values)

    def controls(self) -> list[Control]:
        return [
            Range("left", "Left", 0, 10, unit="{value} €", group="Numbers"),
            Range("right", "Right", 0, 10, group="By keyboard", folded=True),
            Choice("how", "How", (("add", "Add"), ("times", "Multiply"))),
            Switch("double", "Double it"),
            Button("swap", "Swap"),
        ]

    def press(self, button: str) -> None:
        if button == "swap":
            self.settings |= {"left": self.settings["right"], "right": self.settings["left"]}

    def pictures(self) -> list[Picture]:
        picture = Picture(
            f"Left {self.settings['left']}, right {self.settings['right']}.", x=(0, 2), y=(0, 10), left=32
        )
        picture.y_axis({0: "0", 10: "10"})
        for at, (name, tone) in enumerate((("left", "low"), ("right", "high"))):
            value = float(self.settings[name])
            picture.bar((at + 0.2, at + 0.8), (0, value), tone)
            picture.text(at + 0.5, value, self.number(value), tone, up=4)
            picture.drag(name, x=(at, at + 1))
        picture.line([(0, 5), (2, 5)], "accent", dashed=True)
        picture.dot(1, 5, "accent", hollow=True)
        picture.area([(0, 0), (0.1, 0), (0.1, 1)], "middle")
        return [picture]

    def results(self) -> list[Result]:
        return [Result("Result", self.number(self.value), "in euros", "accent")]

    def meaning(self) -> str:
        return f"They make **{self.number(self.value)}**."

    def challenges(self) -> list[Goal]:
        return [Goal("ten", "Reach 10.", self.value == 10, "Well done.")]

    def table(self) -> list[list[str]]:
        return [["Number", "Value"], *([name, self.number(float(self.settings[name]))] for name in ("left", "right"))]

    def assumptions(self) -> list[tuple[str, str]]:
        return [("Assumed for teaching", "1")]
