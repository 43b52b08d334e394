"""The running case: the tables of Loriette, the company that every chapter meets."""

from __future__ import annotations

import html
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from cxlearn import course
from cxlearn.course import Text
from cxlearn.language import CourseError, current, format_number, nearest, pick, say

if TYPE_CHECKING:
    import pandas as pd

_DTYPES = {"id": "string", "text": "string", "flag": "boolean", "count": "Int64", "score": "Int64", "amount": "float64"}


class UnknownTableError(CourseError, AttributeError):
    """The company has no such table; the sentence names the nearest one."""


class Company:
    """The company's tables. Each is a fresh copy: whatever you do to it, the next one is whole.

    Dates are dates, categories have their documented values in order, and counts and answers are nullable integers.
    """

    __slots__ = ()

    @property
    def customers(self) -> pd.DataFrame:
        """One row for each account; a person may have two."""
        return _table("customers")

    @property
    def touchpoints(self) -> pd.DataFrame:
        """One row for each contact with the company."""
        return _table("touchpoints")

    @property
    def surveys(self) -> pd.DataFrame:
        """One row for each questionnaire sent: NPS, CSAT, CES version 2, and comments in the language in force."""
        return _table("surveys")

    @property
    def orders(self) -> pd.DataFrame:
        """One row for each purchase; revenue and margin in euros."""
        return _table("orders")

    @property
    def tickets(self) -> pd.DataFrame:
        """One row for each request to the contact centre."""
        return _table("tickets")

    @property
    def stores(self) -> pd.DataFrame:
        """One row for each shop and its team."""
        return _table("stores")

    def dictionary(self, table: str | None = None) -> pd.DataFrame:
        """The data dictionary, in the language in force.

        Args:
            table: the name of a table; by default all of them.

        Returns:
            One row for each column, by table and column: its type, meaning, unit, values, and what to mind.

        Raises:
            CourseError: when there is no such table; it names the nearest.
        """
        import pandas as pd

        names = list(_described()) if table is None else [_known(table)]
        rows = {(name, c): _entry(spec) for name in names for c, spec in _described()[name]["columns"].items()}
        index = pd.MultiIndex.from_tuples(rows, names=[say("company.table"), say("company.column")])
        return pd.DataFrame(list(rows.values()), index=index)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 -- it always raises
        if name.startswith("_"):
            raise AttributeError(name)
        _known(name)
        raise AssertionError

    def __repr__(self) -> str:
        lines = (f"  {name}: {rows} {say('company.rows')} · {meaning}" for name, rows, _, meaning in self._overview())
        return "\n".join([say("company.title"), *lines])

    def _repr_html_(self) -> str:
        heads = (say(f"company.{key}") for key in ("table", "rows", "columns", "meaning"))
        head = "".join(f'<th scope="col" style="text-align:left">{html.escape(word)}</th>' for word in heads)
        body = "".join(_html_row(*row) for row in self._overview())
        caption = f'<caption style="text-align:left">{html.escape(say("company.title"))}</caption>'
        return f'<table lang="{current()}">{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'

    def _overview(self) -> list[tuple[str, str, str, str]]:
        """Name, rows, columns and meaning of each table, as the language writes them."""
        shapes = {name: _read(name, current()).shape for name in _described()}
        counts = {name: (format_number(rows), format_number(columns)) for name, (rows, columns) in shapes.items()}
        return [(name, *counts[name], pick(table["meaning"])) for name, table in _described().items()]


def company() -> Company:
    """Loriette’s tables: ``.customers``, ``.touchpoints``, ``.surveys``, ``.orders``, ``.tickets``, ``.stores``.

    ``.dictionary()`` says what every column means, and which flaws the data have.
    """
    return Company()


@cache
def _described() -> dict[str, dict[str, Any]]:
    """Each table by name: its meaning, and its columns by name."""
    tables = course.load()["company"]["tables"]
    return {table["id"]: {**table, "columns": {row["id"]: row for row in table["columns"]}} for table in tables}


def _known(name: str) -> str:
    if name in _described():
        return name
    near = nearest(name, _described())
    names = ", ".join(_described())
    raise UnknownTableError(say(f"company.unknown{'_near' if near else ''}", given=name, near=near, names=names))


def _table(name: str) -> pd.DataFrame:
    return _read(name, current()).copy()


@cache
def _read(name: str, language: str) -> pd.DataFrame:
    import pandas as pd

    columns = _described()[name]["columns"]
    dates = [column for column, spec in columns.items() if spec["type"] in {"date", "moment"}]
    dtypes = {column: _dtype(spec) for column, spec in columns.items() if column not in dates}
    with files("cxlearn.course").joinpath("company", f"{name}.csv").open(encoding="utf-8") as file:
        frame = pd.read_csv(file, dtype=dtypes, parse_dates=dates)
    # Comments are there in both languages, as comment_fr and comment_en.
    return frame.rename(columns={f"comment_{language}": "comment"})[list(columns)].astype(dtypes)


def _dtype(spec: dict[str, Any]) -> Any:  # noqa: ANN401 -- whatever pandas takes for one
    import pandas as pd

    if spec["type"] == "category":
        return pd.CategoricalDtype([value["id"] for value in spec["values"]])
    return _DTYPES[spec["type"]]


def _entry(spec: dict[str, Any]) -> dict[str, str]:
    told = {"type": say(f"company.type_{spec['type']}"), "meaning": pick(spec["meaning"])}
    told |= {"unit": _said(spec.get("unit")), "values": _values(spec), "flaw": _said(spec.get("flaw"))}
    return {say(f"company.{key}"): words for key, words in told.items()}


def _said(text: Text | None) -> str:
    return pick(text) if text else ""


def _values(spec: dict[str, Any]) -> str:
    if "scale" in spec:
        low, high = spec["scale"]
        return say("company.scale", low=low, high=high)
    return " · ".join(f"{value['id']} = {pick(value)}" for value in spec.get("values", ()))


def _html_row(name: str, rows: str, columns: str, meaning: str) -> str:
    counts = "".join(f"<td>{count}</td>" for count in (rows, columns))
    return (
        f'<tr><th scope="row" style="text-align:left"><code>{name}</code></th>{counts}'
        f'<td style="text-align:left">{html.escape(meaning)}</td></tr>'
    )
