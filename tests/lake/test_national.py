"""Several municipalities in one lake: each in a schema of its own, and one view across."""

from etl.sharing import prepare_lake
from tests.lake.conftest import NewHost
from tests.lake.hosts import Host
from warehouse.lake.connection import open_lake


def across(host: Host, query: str) -> list[tuple[object, ...]]:
    """What a query finds in the national schema."""
    with open_lake(str(host.settings.paths.lake), is_read_only=True) as lake:
        lake.execute("use lake.national")
        return lake.execute(query).fetchall()


def test_each_municipality_keeps_its_own_and_the_view_shows_all(host: NewHost) -> None:
    tynset, folldal = host("tynset"), host("folldal", "3429")
    tynset.deliver("a", "b")
    folldal.deliver("c")
    tynset.run()
    folldal.run()
    assert prepare_lake(tynset.settings, None) == ["3427", "3429"]
    assert across(tynset, "select of_municipality, record_key from completion order by all") == [
        ("3427", "id|a"), ("3427", "id|b"), ("3429", "id|c"),
    ]  # fmt: skip
    assert tynset.shown() == ["tynset id|a", "tynset id|b"]
    assert folldal.shown() == ["folldal id|c"]


def test_the_view_tells_each_municipalitys_headlines_on_the_day_it_published(host: NewHost) -> None:
    tynset, folldal = host("tynset"), host("folldal", "3429")
    for one in (tynset, folldal):
        one.deliver("a")
        one.run()
    prepare_lake(tynset.settings, None)
    goals = "select of_municipality, count(*) from judged_goal where as_of = '2026-11-20' group by all order by all"
    assert across(tynset, goals) == [("3427", 4), ("3429", 4)]
    words = "select count(distinct measure_id), count(*) from judged_measure where status is not null"
    assert across(tynset, words) == [(20, 40)]


def test_what_a_host_has_for_itself_is_not_in_the_view(host: NewHost) -> None:
    tynset = host("tynset")
    tynset.deliver("a")
    tynset.run()
    prepare_lake(tynset.settings, None)
    found = across(tynset, "select view_name from duckdb_views() where schema_name = 'national' order by all")
    names = [name for (name,) in found]
    assert "completion" in names
    assert {"landed_file", "journal_line", "published_table"}.isdisjoint(names)
