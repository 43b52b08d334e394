"""Makes the running case's tables, ``cxlearn/course/company/*.csv``: same seed, same bytes, on every machine.

Python promises the same numbers in every version for ``random.Random.random`` alone, and ``sum`` adds floats another
way since 3.12; so all chance comes from :class:`Dice`, and floats are only added, multiplied and compared.
What the tables hide on purpose, and their flaws, stand in ``course/company/dictionary.yaml``.
"""

from __future__ import annotations

import csv
import io
import math
import random
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Any, TypeVar

import yaml

from cxlearn.course import Text

FOLDER = PurePosixPath("cxlearn", "course", "company")

_SEED = 3
_FIRST, _LAST = date(2024, 1, 1), date(2025, 6, 30)
_CHANGE = date(2025, 1, 1)  # every channel improves, and the contact centre starts to survey every call
_PEOPLE = 2300

_Thing = TypeVar("_Thing")


def tables() -> dict[PurePosixPath, bytes]:
    """The CSV files by their path in the repository: UTF-8, LF, ISO dates, empty where nothing is known."""
    book = _simulated()
    book.close()
    book.spoil()
    return {FOLDER / f"{name}.csv": _as_csv(getattr(book, name)) for name in _TABLES}


class Dice:
    """Chance from ``random()`` alone, and arithmetic that rounds alike everywhere."""

    def __init__(self, seed: int) -> None:
        self.roll: Callable[[], float] = random.Random(seed).random  # noqa: S311 -- no secret is drawn

    def chance(self, share: float) -> bool:
        """True in this share of cases."""
        return self.roll() < share

    def whole(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self.roll() * (high - low + 1))

    def one(self, things: Sequence[_Thing]) -> _Thing:
        """One of these, all alike."""
        return things[self.whole(0, len(things) - 1)]

    def among(self, weights: Mapping[str, int]) -> str:
        """One of these names, by weight."""
        left = self.whole(0, sum(weights.values()) - 1)
        for name, weight in weights.items():
            left -= weight
            if left < 0:
                return name
        raise AssertionError

    def around(self, mean: float, spread: float) -> float:
        """A number near ``mean``, with this standard deviation: four uniform draws are nearly a bell."""
        return mean + spread * 1.75 * (self.roll() + self.roll() + self.roll() + self.roll() - 2)


# --- the rows: fields are columns, in order; who refers to a row holds it, and ids are given when all rows are there


class Row:
    """A line of a table."""

    id_column = ""
    pattern = ""
    key = ""


@dataclass(eq=False)
class Store(Row):
    """A shop and its team."""

    id_column, pattern = "store", "S{:02}"
    city: str
    opened: date
    team: int
    engagement: float
    turnover: int


@dataclass(eq=False)
class Customer(Row):
    """One account: a person may have two."""

    id_column, pattern = "customer_id", "C{:04}"
    source: str
    created: date
    first_name: str
    last_name: str
    birth_year: int
    postcode: str
    email: str | None
    profile: str
    consent: bool
    closed: date | None = None


@dataclass(eq=False)
class Order(Row):
    """Something bought."""

    id_column, pattern = "order_id", "O{:05}"
    customer_id: Customer | None
    date: date
    channel: str
    store: Store | None
    delivery: str
    items: int
    revenue: str
    margin: str
    referred: bool
    returned: bool = False


@dataclass(eq=False)
class Touchpoint(Row):
    """One contact with the company; a log, so without ids."""

    date: date
    customer_id: Customer | None
    order_id: Order | None
    touchpoint: str
    channel: str
    outcome: str | None = None
    minutes: int | None = None
    mood: int | None = None


@dataclass(eq=False)
class Ticket(Row):
    """A request to the contact centre."""

    id_column, pattern = "ticket_id", "T{:04}"
    customer_id: Customer | None
    order_id: Order | None
    reason: str
    first_channel: str
    last_channel: str
    contacts: int
    opened: datetime
    closed: datetime | None


@dataclass(eq=False)
class Survey(Row):
    """A questionnaire sent, answered or not."""

    id_column, pattern = "survey_id", "Q{:05}"
    customer_id: Customer | None
    order_id: Order | None
    ticket_id: Ticket | None
    touchpoint: str
    channel: str
    store: Store | None
    mode: str
    experienced: date
    answered: date | None = None
    recommend: int | None = None
    satisfaction: int | None = None
    ease: int | None = None
    comment_fr: str | None = None
    comment_en: str | None = None


_TABLES = ("customers", "touchpoints", "surveys", "orders", "tickets", "stores")


@dataclass
class Book:
    """Every table."""

    stores: list[Store]
    customers: list[Customer] = field(default_factory=list)
    touchpoints: list[Touchpoint] = field(default_factory=list)
    surveys: list[Survey] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    tickets: list[Ticket] = field(default_factory=list)

    def close(self) -> None:
        """Forget what came after the last day, sort, and number the rows."""
        self.touchpoints = sorted((t for t in self.touchpoints if t.date <= _LAST), key=lambda t: t.date)
        self.surveys = sorted((s for s in self.surveys if s.experienced <= _LAST), key=lambda s: s.experienced)
        self.tickets = sorted((t for t in self.tickets if t.opened.date() <= _LAST), key=lambda t: t.opened)
        self.customers.sort(key=lambda c: c.created)
        self.orders.sort(key=lambda o: o.date)
        for rows in (self.stores, self.customers, self.surveys, self.orders, self.tickets):
            for number, row in enumerate(rows, start=1):
                row.key = row.pattern.format(number)

    def spoil(self) -> None:
        """The mistakes that real tables have: impossible dates, and rows that were loaded twice."""
        for survey in _spread([s for s in self.surveys if s.answered], 6):
            survey.answered = (survey.answered or _LAST) - timedelta(days=365)
        for ticket in _spread([t for t in self.tickets if t.closed], 4):
            ticket.closed = ticket.opened - timedelta(days=2)
        _load_twice(self.touchpoints, 12)
        _load_twice(self.surveys, 8)


def _load_twice(rows: list[_Thing], count: int) -> None:
    for row in _spread(rows, count):
        rows.insert(rows.index(row), row)


def _spread(rows: list[_Thing], count: int) -> list[_Thing]:
    return [rows[(2 * n + 1) * len(rows) // (2 * count)] for n in range(count)]


# --- the people


@dataclass
class Person:
    """Whom the company sees as one account, two, or none."""

    profile: str
    store: Store
    first_order: date
    card: Customer | None
    web: Customer | None

    @property
    def harshness(self) -> float:
        """What the person's needs, unmet, take from each experience."""
        return 1.1 if self.profile == "professional" else 0.0


@cache
def _ingredients() -> dict[str, Any]:
    text = files("cxlearn.course").joinpath("company", "ingredients.yaml").read_text(encoding="utf-8")
    ingredients: dict[str, Any] = yaml.safe_load(text)
    return ingredients


def _stores() -> list[Store]:
    return [Store(**{k: v for k, v in row.items() if k != "postcode"}) for row in _ingredients()["stores"]]


def _simulated() -> Book:
    dice, book = Dice(_SEED), Book(_stores())
    for number in range(_PEOPLE):
        _Life(_person(number, dice, book), dice, book).run()
    return book


def _person(number: int, dice: Dice, book: Book) -> Person:
    profile = dice.among({"home": 74, "new_home": 17, "professional": 9})
    known = dice.chance(0.75 if profile == "professional" else 0.25)  # a customer before the tables begin
    first_order = _FIRST + timedelta(days=dice.whole(0, 300 if known else 530))
    created = _FIRST - timedelta(days=dice.whole(1, 1090)) if known else first_order
    kind = dice.among({"card": 20, "web": 52, "both": 18, "none": 10})
    store = dice.whole(0, len(book.stores) - 1)
    web = _account(number, dice, profile, created, store)
    card = _at_the_till(web, dice)
    kept = [account for account, kinds in ((card, "card both"), (web, "web both")) if kind in kinds]
    book.customers += kept
    has = {account.source: account for account in kept}
    return Person(profile, book.stores[store], first_order, has.get("card"), has.get("web"))


def _account(number: int, dice: Dice, profile: str, created: date, store: int) -> Customer:
    first, last = dice.one(_ingredients()["first_names"]), dice.one(_ingredients()["last_names"])
    address = "".join(letter for letter in _plain(f"{first}.{last}").lower() if letter.isalpha() or letter == ".")
    postcode = _ingredients()["stores"][store]["postcode"][:2] + f"{dice.whole(0, 99) * 10:03}"
    born, consent = dice.whole(1946, 2004), dice.chance(0.92)
    return Customer("web", created, first, last, born, postcode, f"{address}{number}@example.org", profile, consent)


def _at_the_till(web: Customer, dice: Dice) -> Customer:
    """The same person's card: capitals without accents, often no e-mail address, sometimes a made-up year."""
    born = 1900 if dice.chance(0.03) else web.birth_year
    postcode = web.postcode.lstrip("0") if dice.chance(0.3) else web.postcode
    email = web.email if dice.chance(0.35) else None
    names = (_plain(web.first_name).upper(), _plain(web.last_name).upper())
    created = web.created - timedelta(days=dice.whole(30, 500) if web.created < _FIRST else dice.whole(0, 12))
    return Customer("card", created, *names, born, postcode, email, web.profile, dice.chance(0.9))


def _plain(name: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))


# --- what they live through


@dataclass
class _Life:
    """One person's orders: each depends on how the one before is remembered."""

    person: Person
    dice: Dice
    book: Book

    def run(self) -> None:
        day = self.person.first_order
        while day <= _LAST:
            self.browse(day)
            if not self.comes_back(_Journey(self.person, day, self.dice, self.book).run()):
                self.leave(day)
                return
            day += timedelta(days=self.pause())

    def comes_back(self, remembered: float) -> bool:
        attached = 0.2 if (self.person.card and self.person.web) or self.person.profile == "professional" else 0.0
        return self.dice.chance(0.23 * (remembered - 1) + attached - 0.05)

    def pause(self) -> int:
        roll = self.dice.roll()
        return 12 + int((60 if self.person.profile == "professional" else 200) * roll * roll)

    def leave(self, day: date) -> None:
        account = self.person.web or self.person.card
        closing = day + timedelta(days=self.dice.whole(15, 90))
        if account and closing <= _LAST and self.dice.chance(0.1):
            account.closed = closing

    def browse(self, day: date) -> None:
        """Visits that end without an order, in the five weeks before one."""
        for _ in range(self.dice.whole(0, 3) if self.person.web else 0):
            when = day - timedelta(days=self.dice.whole(1, 35))
            channel = self.dice.among({"site": 65, "app": 35})
            outcome = self.dice.among({"bounced": 36, "browsed": 30, "cart": 34})
            minutes = 0 if outcome == "bounced" else self.dice.whole(1, 14)
            visit = Touchpoint(when, self.person.web, None, "visit", channel, outcome, minutes)
            if when >= _FIRST:
                self.book.touchpoints.append(visit)


_BASE = {"order": 4.35, "payment": 4.35, "delivery": 3.85, "product": 4.4, "contact": 3.35, "return": 3.1}
_BETTER = {"collection": 0.45, "return": 0.4, "contact": 0.4}  # since the change; elsewhere 0.3
_ONE_CHANNEL, _TWO_CHANNELS = {"site": 52, "app": 38, "shop": 10}, {"site": 27, "app": 23, "shop": 50}
_DIGITAL = ("order", "payment")  # the screens suit professionals better than the rest


@dataclass
class _Journey:
    """One order, from the choice to its last consequence; ``felt`` holds each moment as it was lived, 1 to 5."""

    person: Person
    day: date
    dice: Dice
    book: Book
    felt: list[float] = field(default_factory=list)

    def run(self) -> float:
        """Live it; how well it is remembered afterwards."""
        habits = _TWO_CHANNELS if self.person.card else _ONE_CHANNEL
        self.channel = self.dice.among(habits) if self.person.web else "shop"
        self.order = self.placed()
        self.book.orders.append(self.order)
        if self.channel == "shop":
            self.bought_in_shop()
        else:
            self.bought_online()
        self.unpacked()
        self.asked_for_help()
        self.sent_back()
        return self.remembered()

    def placed(self) -> Order:
        online, professional = self.channel != "shop", self.person.profile == "professional"
        account = self.person.web if online else self.person.card or self.person.web
        if not online and self.dice.chance(0.15):
            account = None  # the card stayed at home
        collects = online and self.dice.chance(0.4 if professional else 0.58)
        items = self.dice.whole(3, 9) if professional else self.dice.whole(1, 4)
        cents = sum(self.dice.whole(890, 5900) // 5 * 5 for _ in range(items))
        margin = cents * self.dice.whole(31, 43) // 100
        store = None if online and not collects else self.person.store
        delivery = "collect" if collects else "home" if online else "counter"
        paid = (_euros(cents), _euros(margin))
        return Order(account, self.day, self.channel, store, delivery, items, *paid, self.dice.chance(0.06))

    # - the moments

    def quality(self, touchpoint: str, when: date, base: float | None = None) -> float:
        """How a touchpoint is lived: what it is worth to all, to this person, since the change, and chance."""
        harsh = self.person.harshness * (0.4 if touchpoint in _DIGITAL else 1.0)
        better = _BETTER.get(touchpoint, 0.3) if when >= _CHANGE else 0.0
        worth = (_BASE[touchpoint] if base is None else base) - harsh + better
        return min(5.0, max(1.0, self.dice.around(worth, 0.75)))

    def live(self, touchpoint: str, channel: str, when: date, felt: float, **more: Any) -> None:  # noqa: ANN401
        """Note a moment in the log; most people press a face on the way out."""
        self.felt.append(felt)
        mood = int(felt + 0.5) if self.dice.chance(0.8) else None
        row = Touchpoint(when, self.order.customer_id, self.order, touchpoint, channel, mood=mood, **more)
        self.book.touchpoints.append(row)

    def bought_online(self) -> None:
        felt = self.quality("order", self.day)
        self.live("visit", self.channel, self.day, felt, outcome="order", minutes=self.dice.whole(3, 25))
        self.ask("order", self.day, felt, mode="screen")
        self.ask("payment", self.day, self.quality("payment", self.day), mode="screen")
        if self.order.delivery == "collect":
            self.collected(self.day + timedelta(days=self.dice.whole(0, 2)))
        else:
            when = self.day + timedelta(days=self.dice.whole(2, 7))
            felt = self.quality("delivery", when)
            self.live("delivery", self.channel, when, felt)
            self.ask("delivery", when, felt)

    def collected(self, when: date) -> None:
        saturday, engaged = 5, self.person.store.engagement - 7.0
        when += timedelta(days=(saturday - when.weekday()) % 7 if self.dice.chance(0.3) else 0)
        usual = 17.0 if when.weekday() == saturday else 7.0
        minutes = max(1, int(self.dice.around(usual - 0.9 * engaged, 3.5)))
        felt = self.quality("collection", when, 4.25 - 0.13 * minutes + 0.15 * engaged)
        self.live("collection", "shop", when, felt, minutes=minutes)
        self.ask("collection", when, felt, mode="kiosk" if self.dice.chance(0.35) else "email")

    def bought_in_shop(self) -> None:
        if self.person.web and self.dice.chance(0.5):  # looked online first, bought in the shop
            when = max(_FIRST, self.day - timedelta(days=self.dice.whole(0, 6)))
            outcome, minutes = self.dice.among({"browsed": 85, "cart": 15}), self.dice.whole(2, 14)
            self.book.touchpoints.append(Touchpoint(when, self.person.web, None, "visit", "site", outcome, minutes))
        felt = self.quality("counter", self.day, 4.1 + 0.15 * (self.person.store.engagement - 7.0))
        self.live("counter", "shop", self.day, felt, minutes=self.dice.whole(1, 9))
        self.ask("counter", self.day, felt, mode="kiosk" if self.dice.chance(0.5) else "email")

    def unpacked(self) -> None:
        when = self.day + timedelta(days=self.dice.whole(5, 20))
        self.ask("product", when, self.quality("product", when))

    def asked_for_help(self) -> None:
        unease = max(0.0, 3.7 - min(self.felt)) * 0.14 + (0.1 if self.person.profile == "professional" else 0.0)
        if not self.dice.chance(0.3 + unease):
            return
        when = self.day + timedelta(days=self.dice.whole(1, 12))
        if self.person.web and self.dice.chance(0.6):  # the help pages answer half of those who read them
            read = Touchpoint(when, self.person.web, None, "help", self.dice.among({"site": 70, "app": 30}))
            read.minutes = self.dice.whole(1, 8)
            self.book.touchpoints.append(read)
            if self.dice.chance(0.5):
                return
        self.called(when)

    def called(self, when: date) -> None:
        dice = self.dice
        first = dice.among({"phone": 46, "chat": 24, "email": 22, "shop": 8})
        others = {name: 1 for name in ("phone", "chat", "email") if name != first}
        last = dice.among(others) if first == "shop" or dice.chance(0.3) else first
        handed_over = first != last
        spread = {"2": 40, "3": 40, "4": 20} if handed_over else {"1": 76, "2": 20, "3": 4}
        contacts, pauses = int(dice.among(spread)), dice.whole(1, 3)
        ticket = self.ticket(when, first, last, contacts, pauses)
        felt = self.quality("contact", when, _BASE["contact"] - 1.1 * handed_over)
        for n in range(contacts):
            day, channel = when + timedelta(days=n * pauses), "shop" if first == "shop" and not n else "contact"
            row = Touchpoint(day, self.order.customer_id, self.order, "contact", channel, minutes=dice.whole(3, 16))
            row.mood = int(felt + 0.5) if n == contacts - 1 and dice.chance(0.8) else None
            self.book.touchpoints.append(row)
            self.ask("contact", day, felt, mode="sms", ticket=ticket)
        self.felt.append(felt)

    def ticket(self, when: date, first: str, last: str, contacts: int, pauses: int) -> Ticket:
        """Open it, and close it in working time (nine to seven); some are forgotten."""
        roll, start = self.dice.roll(), self.dice.whole(0, 599)
        effort = 12 + int(45 * roll / (1.02 - roll)) * (3 if first != last else 1)
        opened = _at(when, start)
        closed: datetime | None = _at(when, start + 600 * pauses * (contacts - 1) + effort)
        if closed and (closed.date() > _LAST or self.dice.chance(0.03)):
            closed = None
        row = Ticket(self.order.customer_id, self.order, self.reason(), first, last, contacts, opened, closed)
        self.book.tickets.append(row)
        return row

    def reason(self) -> str:
        late = {"collect": "collection", "home": "delivery", "counter": "advice"}[self.order.delivery]
        invoice = 35 if self.person.profile == "professional" else 4
        return self.dice.among({late: 42, "damaged": 17, "refund": 20, "advice": 13, "invoice": invoice})

    def sent_back(self) -> None:
        if not self.dice.chance(0.09):
            return
        self.order.returned = True
        when = self.day + timedelta(days=self.dice.whole(14, 28))
        felt = self.quality("return", when)
        self.live("return", "shop", when, felt, minutes=self.dice.whole(2, 20))
        self.ask("return", when, felt)

    def remembered(self) -> float:
        """The end and the worst moment weigh more than all the others together."""
        mean = math.fsum(self.felt) / len(self.felt)
        felt = 0.1 * mean + 0.3 * min(self.felt) + 0.6 * self.felt[-1]
        when = self.day + timedelta(days=self.dice.whole(29, 35))
        self.ask("journey", when, felt)
        return felt

    # - the questionnaires

    def ask(
        self, touchpoint: str, when: date, felt: float, *, mode: str = "email", ticket: Ticket | None = None
    ) -> None:
        """Send a questionnaire to a share of people, where the company can."""
        account = self.order.customer_id
        reachable = mode in {"kiosk", "screen"} or (account and (mode == "sms" or (account.email and account.consent)))
        if (
            not self.dice.chance(_asked(touchpoint, when))
            or not reachable
            or (mode == "kiosk" and not self.dice.chance(0.55))
        ):
            return
        known = mode != "kiosk"  # the screen at the exit does not know who presses
        channel = _CHANNEL.get(touchpoint, self.channel)
        store = self.order.store if channel == "shop" else None
        whose, order = (account, self.order) if known else (None, None)
        survey = Survey(whose, order, ticket, touchpoint, channel, store, mode, when)
        self.book.surveys.append(survey)
        answered = when + timedelta(days=self.delay(mode))
        if self.dice.chance(_willing(mode, felt)) and answered <= _LAST:
            survey.answered = answered
            self.fill(survey, felt)

    def delay(self, mode: str) -> int:
        if mode in {"kiosk", "screen"}:
            return 0
        if mode == "email" and self.dice.chance(0.1):
            return self.dice.whole(31, 80)
        return self.dice.whole(0, 8 if mode == "email" else 2)

    def fill(self, survey: Survey, felt: float) -> None:
        """The three answers, any of which may be skipped, and sometimes a comment."""
        dice, errand = self.dice, survey.touchpoint in _ERRANDS
        recommend = _on_scale(dice.around(2.05 * felt - 0.1, 1.1), 0, 10)
        satisfaction = _on_scale(dice.around(felt, 0.3), 1, 5)
        ease = _on_scale(dice.around(1.55 * felt - 0.6, 0.7), 1, 7)
        survey.recommend = None if dice.chance(0.06) else recommend
        survey.satisfaction = None if dice.chance(0.02) else satisfaction
        survey.ease = None if not errand or dice.chance(0.08) else ease
        if dice.chance(0.2 if _MOVED[0] <= felt <= _MOVED[1] else 0.34):
            comment = self.comment(survey.touchpoint, felt)
            survey.comment_fr, survey.comment_en = comment["fr"], comment["en"]

    def comment(self, touchpoint: str, felt: float) -> Text:
        """What happened, or the price, on which everybody has a word; then perhaps a closing."""
        dice, texts = self.dice, _ingredients()["comments"]
        tone = "good" if felt >= _PLEASED else "bad"
        if dice.chance(0.3 if tone == "good" else 0.12):
            parts = [dice.one(texts["price_good" if dice.chance(0.55) else "price_bad"])]
        else:
            topic = "order" if touchpoint == "payment" else touchpoint
            parts = [dice.one(texts["wait_bad" if (topic, tone) == ("collection", "bad") else f"{topic}_{tone}"])]
        if dice.chance(0.35):
            parts.append(dice.one(texts[f"closing_{tone}"]))
        return {language: " ".join(part[language] for part in parts) for language in ("fr", "en")}


_CHANNEL = {"collection": "shop", "counter": "shop", "return": "shop", "contact": "contact"}
_ERRANDS = {"order", "collection", "return", "contact"}
_SHARES = {"order": 0.35, "payment": 0.2, "delivery": 0.8, "collection": 1.0, "counter": 0.4}
_SHARES |= {"product": 0.5, "contact": 0.2, "return": 0.9, "journey": 0.8}
_PLEASED = 3.2  # from here on, people say what was good
_MOVED = (2.5, 4.4)  # below and above, more people write


def _asked(touchpoint: str, when: date) -> float:
    """The share who get a questionnaire: since the change every call is followed by one, the rest half as often."""
    if when < _CHANGE:
        return _SHARES[touchpoint]
    return 1.0 if touchpoint == "contact" else 0.5 * _SHARES[touchpoint]


def _willing(mode: str, felt: float) -> float:
    """The share who answer: by e-mail the unhappy keep silent."""
    fixed = {"kiosk": 1.0, "screen": 0.6, "sms": 0.6}
    return fixed.get(mode, 0.04 + 0.04 * (felt - 1) * (felt - 1))


def _on_scale(latent: float, low: int, high: int) -> int:
    return min(high, max(low, int(latent + 0.5)))


def _euros(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"


def _at(day: date, working_minutes: int) -> datetime:
    days, minutes = divmod(working_minutes, 600)
    return datetime(day.year, day.month, day.day, 9) + timedelta(days=days, minutes=minutes)  # noqa: DTZ001


# --- writing


def _as_csv(rows: Sequence[Row]) -> bytes:
    kind = type(rows[0])
    columns = [column.name for column in fields(kind)]  # type: ignore[arg-type]
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([kind.id_column, *columns] if kind.id_column else columns)
    for row in rows:
        values = [_written(getattr(row, column)) for column in columns]
        writer.writerow([row.key, *values] if kind.id_column else values)
    return file.getvalue().encode("utf-8")


def _written(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Row):
        return value.key
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat(timespec="minutes") if isinstance(value, datetime) else str(value)
