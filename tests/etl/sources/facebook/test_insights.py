"""What daily figures an answer holds, whatever shape it comes in; and what is asked when the API refuses."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from etl.sources.facebook.insights import Insights, Point, count_of, metric_day, points
from etl.sources.facebook.trouble import GraphError, Kind
from etl.sources.facebook.windows import Metric, Window

FOLLOWS = Metric("followers_daily", "page_follows")
VIEWS = Metric("page_views", "page_views_total")
FANS = Metric("fans", "page_fans")
WINDOW = Window(date(2026, 11, 1), date(2026, 11, 9), (FOLLOWS, VIEWS))
END_TIME = "2026-11-20T08:00:00+0000"
DAY = date(2026, 11, 19)


def block(name: str, *values: Mapping[str, object], period: str = "day", **more: object) -> dict[str, object]:
    return {"name": name, "period": period, "values": list(values), **more}


def value(value: object, end_time: object = END_TIME) -> dict[str, object]:
    return {"value": value, "end_time": end_time}


@pytest.mark.parametrize(
    ("end_time", "day"),
    [
        ("2026-07-10T07:00:00+0000", date(2026, 7, 9)),
        ("2026-12-10T08:00:00+0000", date(2026, 12, 9)),
        ("2026-03-08T08:00:00+0000", date(2026, 3, 7)),  # the last night before summer time
        ("2026-03-09T07:00:00+0000", date(2026, 3, 8)),  # the day that lasts 23 hours
        ("2026-11-01T07:00:00+0000", date(2026, 10, 31)),
        ("2026-11-02T08:00:00+0000", date(2026, 11, 1)),  # the day that lasts 25 hours
        ("2026-01-01T08:00:00+0000", date(2025, 12, 31)),
        ("2026-07-10T00:00:00-0700", date(2026, 7, 9)),
        (1665175977, date(2022, 10, 6)),
        ("1665175977", date(2022, 10, 6)),
        ("2026-07-10T07:00:00", None),
        ("i går", None),
        (10**30, None),
    ],
)
def test_the_day_is_the_californian_day_before_the_end(end_time: str | int, day: date | None) -> None:
    assert metric_day(end_time) == day


@pytest.mark.parametrize(
    ("found", "count"),
    [
        (64, 64), (0, 0), ("42", 42), ("0", 0), (12.0, 12), (2**53, 2**53),
        (True, None), (1.5, None), (-1, None), ("-1", None), ("1,5", None), ("", None), ("٣", None), ([], None),
        (2**53 + 1, None), (float("nan"), None), ("9" * 5000, None),
    ],
)  # fmt: skip
def test_a_count_is_a_whole_number_that_is_not_negative(found: object, count: int | None) -> None:
    assert count_of(found) == count


def test_of_three_periods_in_one_answer_only_the_day_counts() -> None:
    body = {"data": [block(FOLLOWS.name, value(count), period=period) for period, count in
                     (("week", 9), ("day", 7), ("days_28", 8))]}  # fmt: skip
    assert points(body, WINDOW) == [Point(FOLLOWS.id, None, DAY, 7)]


def test_a_block_is_told_by_its_name_and_never_by_its_id() -> None:
    body = {"data": [block(FOLLOWS.name, value(7), id="1/insights/page_fans/day", title="?", extra={"x": 1})]}
    assert points(body, WINDOW) == [Point(FOLLOWS.id, None, DAY, 7)]


def test_a_metric_nobody_asked_for_is_left_alone() -> None:
    assert points({"data": [block("page_other", value(7))]}, WINDOW) == []


def test_a_value_in_parts_becomes_one_point_for_each_key() -> None:
    body = {"data": [block(VIEWS.name, value({"paid": 2, "unpaid": "3"}))]}
    assert points(body, WINDOW) == [Point(VIEWS.id, "paid", DAY, 2), Point(VIEWS.id, "unpaid", DAY, 3)]


def test_empty_is_no_data_and_never_zero() -> None:
    empty: list[Mapping[str, object]] = [
        {"data": []}, {"data": [block(VIEWS.name)]}, {"data": [block(VIEWS.name, {"end_time": END_TIME})]},
        {"data": [block(VIEWS.name, value(None))]},
    ]  # fmt: skip
    assert [points(body, WINDOW) for body in empty] == [[], [], [], []]


def test_a_value_that_cannot_be_used_says_why() -> None:
    body = {"data": [block(VIEWS.name, value(True), value(-1), value(5, "i går"))]}
    assert points(body, WINDOW) == [
        Point(VIEWS.id, None, DAY, None, "reject.not_a_count:value", "True"),
        Point(VIEWS.id, None, DAY, None, "reject.not_a_count:value", "-1"),
        Point(VIEWS.id, None, None, None, "reject.impossible_date:end_time", "i går"),
    ]


@pytest.mark.parametrize(
    "body", [{}, {"data": {}}, {"data": ["x"]}, {"data": [block(VIEWS.name) | {"values": 3}]}]
)
def test_an_answer_of_no_known_shape_is_trouble(body: Mapping[str, object]) -> None:
    with pytest.raises(GraphError) as raised:
        points(body, WINDOW)
    assert raised.value.kind == "strange"


class Api:
    """Stands for the Graph API: refuses as it is told, and remembers which metrics and days it was asked about."""

    def __init__(self, refuses: Callable[[list[str], int], Kind | None]) -> None:
        self.refuses = refuses
        self.asked: list[str] = []

    def ask(self, path: str, **parameters: str) -> Mapping[str, object]:
        """Refuse, or answer with one value for each metric on the window's first day."""
        assert (path, parameters["period"]) == ("p/insights", "day")
        names = parameters["metric"].split(",")
        since, until = date.fromisoformat(parameters["since"]), date.fromisoformat(parameters["until"])
        self.asked.append(f"{parameters['metric']} {since:%m-%d} {until:%m-%d}")
        kind = self.refuses(names, (until - since).days)
        if kind:
            raise GraphError(kind)
        return {"data": [block(name, value(1, f"{until}T08:00:00+0000")) for name in names]}


def test_one_dead_metric_takes_no_other_down_and_is_not_asked_for_again() -> None:
    api = Api(lambda names, _: "bad_metric" if FANS.name in names else None)
    insights = Insights(api, "p")
    window = Window(WINDOW.since, WINDOW.until, (FOLLOWS, FANS, VIEWS))
    found = [point.metric_id for _, points in insights.read(window) for point in points]
    assert (found, set(insights.lost)) == ([FOLLOWS.id, VIEWS.id], {FANS.id})
    assert len(list(insights.read(window))) == 1
    assert api.asked == [
        "page_follows,page_fans,page_views_total 11-01 11-09",
        "page_follows 11-01 11-09",
        "page_fans 11-01 11-09",
        "page_views_total 11-01 11-09",
        "page_follows,page_views_total 11-01 11-09",
    ]


def test_too_much_data_halves_the_window_until_it_fits() -> None:
    api = Api(lambda _, days: "too_much" if days > 2 else None)
    found = [(str(part.since), str(part.until)) for part, _ in Insights(api, "p").read(WINDOW)]
    assert found == [
        ("2026-11-01", "2026-11-03"), ("2026-11-03", "2026-11-05"),
        ("2026-11-05", "2026-11-07"), ("2026-11-07", "2026-11-09"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "kind", ["too_much", "transient", "limited", "token_expired", "blocked", "gone", "strange"]
)
def test_what_touches_all_metrics_ends_the_reading(kind: Kind) -> None:
    with pytest.raises(GraphError) as raised:
        list(Insights(Api(lambda _, __: kind), "p").read(WINDOW))
    assert raised.value.kind == kind


class Forgetful(Api):
    """An API that refuses every window with a day before the fifth of November."""

    def ask(self, path: str, **parameters: str) -> Mapping[str, object]:
        """Refuse what begins too early."""
        if parameters["since"] < "2026-11-05":
            raise GraphError("too_old")
        return super().ask(path, **parameters)


def test_days_that_are_not_kept_any_more_take_no_metric_and_no_later_day_with_them() -> None:
    insights = Insights(Forgetful(lambda _, __: None), "p")
    found = [(str(part.since), str(part.until), len(part.metrics)) for part, _ in insights.read(WINDOW)]
    assert (found, insights.lost) == ([("2026-11-05", "2026-11-09", 2)], {})
