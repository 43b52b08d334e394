"""First contact resolution, time to resolution, self-care: open tickets wait, and are not forgotten."""

from datetime import UTC, date, datetime, timedelta
from math import isnan

import numpy as np
import pytest
from counted import close
from hypothesis import assume, given
from hypothesis import strategies as st

from cxlearn.kpi.comparison import compare
from cxlearn.kpi.mistakes import recognise, wrong_formulas
from cxlearn.kpi.planning import bootstrap, sample_size
from cxlearn.kpi.refusal import KpiError
from cxlearn.kpi.service import first_contact_resolution, self_care_rate, time_to_resolution

MONDAY = datetime(2025, 3, 3, 8)  # noqa: DTZ001 -- as exports write it, without a zone


pytestmark = pytest.mark.usefixtures("english")


def tickets(hours, **options):
    """Tickets opened on Monday morning that took so many hours; None is still open."""
    ends = [None if length is None else MONDAY + timedelta(hours=length) for length in hours]
    return time_to_resolution([MONDAY] * len(hours), ends, **options)


lengths = st.lists(st.integers(0, 500), min_size=1, max_size=60)


# --- shares


def test_seventy_requests_of_a_hundred_settled_at_once():
    rate = first_contact_resolution(resolved_first=70, contacts=100, window=7)
    assert (rate.value, rate.n, rate.direction) == (70, 100, "higher")
    assert "window of 7 days" in str(rate.definition)
    assert "gross: all requests" in str(rate.definition)


def test_it_is_the_complement_of_the_repeat_rate_and_not_its_inverse():
    rate = first_contact_resolution(resolved_first=80, contacts=100)
    assert close(wrong_formulas(rate)["repeat_for_first"], 20)
    assert recognise(5, rate).id == "inverse_of_repeat"


def test_gross_and_net_are_not_the_same():
    gross, net = (first_contact_resolution(resolved_first=7, contacts=10, base=base) for base in ("gross", "net"))
    with pytest.raises(KpiError, match=r"gross: all requests.*net: only requests"):
        gross + net


def test_three_hundred_of_four_hundred_settled_by_themselves():
    rate = self_care_rate(self_served=300, assisted=100)
    assert (rate.value, rate.n) == (75, 400)
    assert repr(rate).endswith("requests: 400")
    assert recognise(300, rate).id == "assisted_base"
    assert rate + rate == self_care_rate(self_served=600, assisted=200)


@given(self_served=st.integers(0, 10**6), assisted=st.integers(1, 10**6))
def test_wilsons_interval_is_that_of_scipy(self_served, assisted):
    stats = pytest.importorskip("scipy.stats")
    rate = self_care_rate(self_served=self_served, assisted=assisted)
    expected = stats.binomtest(self_served, self_served + assisted).proportion_ci(method="wilson")
    assert close(rate.low, 100 * expected.low)
    assert close(rate.high, 100 * expected.high)


def test_no_requests_are_undefined():
    for rate in (self_care_rate(self_served=0, assisted=0), first_contact_resolution(resolved_first=0, contacts=0)):
        assert isnan(rate.value)
        assert rate.reason == "requests: 0, and nothing can be divided by zero"


def test_more_solved_than_asked_is_refused():
    with pytest.raises(KpiError, match=r"resolved_first \(11\) exceeds contacts \(10\). Check"):
        first_contact_resolution(resolved_first=11, contacts=10)
    with pytest.raises(KpiError, match="assisted must be a whole number"):
        self_care_rate(self_served=1, assisted=-1)
    with pytest.raises(KpiError, match='Did you mean "gross"'):
        first_contact_resolution(resolved_first=1, contacts=10, base="Gross")


# --- how long it takes


def test_the_mean_the_median_and_the_ninetieth_percentile():
    time = tickets([1, 2, 3, 4, 5, 6, 7, 8, 9, 55])
    assert (time.value, time.median, time.percentile_90) == (10, 5.5, 32)
    assert (time.unit, time.direction, time.n, time.open) == ("hours", "lower", 10, 0)


@given(hours=lengths)
def test_without_open_tickets_these_are_the_usual_median_and_percentile(hours):
    time = tickets(hours)
    assert close(time.value, np.mean(hours))
    assert close(time.median, np.median(hours))
    assert close(time.percentile_90, np.quantile(hours, 0.9, method="averaged_inverted_cdf"))


@given(hours=lengths, waiting=st.lists(st.integers(0, 500), max_size=30))
def test_with_open_tickets_they_are_kaplan_and_meiers(hours, waiting):
    survfunc = pytest.importorskip("statsmodels.duration.survfunc")
    now = MONDAY + timedelta(hours=1000)
    starts = [MONDAY] * len(hours) + [now - timedelta(hours=length) for length in waiting]
    ends = [MONDAY + timedelta(hours=length) for length in hours] + [None] * len(waiting)
    time = time_to_resolution(starts, ends, as_of=now)
    curve = survfunc.SurvfuncRight(hours + waiting, [1] * len(hours) + [0] * len(waiting))
    for ours, share in ((time.median, 0.5), (time.percentile_90, 0.9)):
        assume(not np.isclose(curve.surv_prob, 1 - share).any())  # there the two put the middle elsewhere
        theirs = curve.quantile(share)
        assert close(ours, theirs) or (isnan(ours) and isnan(theirs))


@given(hours=lengths)
def test_the_order_of_the_tickets_changes_nothing(hours):
    assert tickets(hours) == tickets(sorted(hours))


@given(hours=lengths, waiting=st.integers(1, 20))
def test_open_tickets_never_make_the_service_look_faster(hours, waiting):
    with_open = tickets([*hours, *[None] * waiting])
    assert with_open.value == tickets(hours).value
    assert isnan(with_open.median) or with_open.median >= tickets(hours).median


def test_open_tickets_are_counted_and_the_mean_says_what_it_leaves_out():
    time = tickets([1, 4, None, 28])
    assert (time.value, time.n, time.open) == (11, 3, 1)
    assert time.median == 16
    assert isnan(time.percentile_90)
    assert "1 ticket still open" in repr(time)
    told = time.explain()
    assert "it is too short as long as others are open" in told
    assert "time for 9 tickets in 10: not known yet" in told


def test_the_day_of_the_export_decides_how_long_open_tickets_have_waited():
    later = MONDAY + timedelta(hours=9)
    columns = [MONDAY, later, later], [MONDAY + timedelta(hours=10), None, None]
    assert time_to_resolution(*columns).median == 10
    assert isnan(time_to_resolution(*columns, as_of="2025-04-01").median)


def test_moments_may_be_texts_dates_arrays_or_columns():
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    texts = ["2025-03-03T08:00", "2025-03-03T08:00"], ["2025-03-03T10:00", ""]
    moments = [[datetime.fromisoformat(text) if text else None for text in column] for column in texts]
    expected = time_to_resolution(*texts)
    assert (expected.value, expected.open) == (2, 1)
    for kind in (list, tuple, lambda x: np.array(x, dtype="datetime64[ns]"), pandas.Series, polars.Series):
        assert time_to_resolution(*map(kind, moments)) == expected
    assert time_to_resolution([date(2025, 3, 3)], ["2025-03-04T12:00"]).value == 36
    zoned = pandas.Series(moments[0]).dt.tz_localize("Europe/Paris")
    assert time_to_resolution(zoned, [datetime(2025, 3, 3, 9, tzinfo=UTC)] * 2).value == 2


def test_a_ticket_that_nobody_opened_is_missing():
    time = time_to_resolution(["2025-03-03T08:00", None], ["2025-03-03T10:00", "2025-03-03T10:00"])
    assert (time.value, time.n, time.missing) == (2, 1, 1)


def test_no_tickets_or_none_resolved_are_undefined():
    assert time_to_resolution([], []).reason == "resolved tickets: 0, and nothing can be divided by zero"
    waiting = tickets([None, None])
    assert isnan(waiting.value)
    assert waiting.reason == "no ticket is resolved yet"
    with pytest.raises(KpiError, match="no ticket is resolved yet"):
        tickets([None], strict=True)


def test_a_mean_time_has_no_interval_and_says_why():
    time = tickets([1, 2, 3])
    assert isnan(time.low)
    assert time.reason.startswith("no interval: a few very long tickets pull the mean")


@pytest.mark.parametrize(
    ("opened", "resolved", "options", "sentence"),
    [
        (
            ["2025-03-03"],
            ["2025-03-02"],
            {},
            r"no. 1 \(index 0\) is resolved \(2025-03-02 00:00\) before .*\(2025-03-03",
        ),
        (["2025-03-03"], [], {}, "opened has 1 rows and resolved has 0"),
        (["soon"], ["2025-03-02"], {}, r"opened no. 1 \(index 0\) is 'soon': not a date. Write it as"),
        ([5], ["2025-03-02"], {}, "not a date"),
        ("2025-03-03", ["2025-03-04"], {}, "opened is a sequence of dates"),
        (5, ["2025-03-04"], {}, "opened is a sequence of dates"),
        (["2025-03-03T08:00+01:00"], ["2025-03-04T08:00"], {}, "Give the zone everywhere or nowhere"),
        (["2025-03-03"], ["2025-03-04"], {"as_of": "2025-03-01"}, r"as_of \(2025-03-01 00:00\) is before .*2025-03-04"),
    ],
)
def test_tickets_that_cannot_be_are_refused(opened, resolved, options, sentence):
    with pytest.raises(KpiError, match=sentence):
        time_to_resolution(opened, resolved, **options)


def test_times_do_not_merge_and_are_not_tested_or_drawn():
    time = tickets([1, 2, 3])
    with pytest.raises(KpiError, match="no median comes from two others"):
        time + time
    for use_it in (lambda: compare(time, time), lambda: bootstrap(time), lambda: sample_size(time, margin=5)):
        with pytest.raises(KpiError, match="Totals do not say how much single cases vary"):
            use_it()


def test_wrong_times_are_recognised():
    time = tickets([1, 4, None, 28]).beside(reply_hours=6)
    assert recognise(8.25, time).id == "open_in_base"
    assert recognise(16, time).id == "median_for_mean"
    assert recognise(2, time).id == "reply_for_resolution"
    assert close(wrong_formulas(time)["days_for_hours"], 11 / 24)
