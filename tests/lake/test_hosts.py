"""Several hosts share a lake: nothing is lost, nobody waits, every host shows what was published last."""

import signal
import threading

import duckdb
import pytest

from foundation.errors import LakeError
from tests.lake.conftest import NewHost
from tests.lake.hosts import NOW, TODAY, Host
from warehouse.lake.connection import open_lake, transaction
from warehouse.lake.following import Follower
from warehouse.lake.layout import enter, standing
from warehouse.lake.publishing import named, offer
from warehouse.publish import BUILD, pointed_at


def pair(host: NewHost) -> tuple[Host, Host]:
    """Two hosts of one municipality that know each other's source."""
    one, other = host("one"), host("other")
    one.knows(other)
    other.knows(one)
    return one, other


def opened(host: Host) -> duckdb.DuckDBPyConnection:
    """The lake as a host sees it."""
    lake = open_lake(str(host.settings.paths.lake))
    enter(lake, "k3427")
    return lake


def test_a_host_that_runs_nothing_shows_the_last_publication_under_the_same_name(host: NewHost) -> None:
    one, screen = host("one"), host("screen")
    one.deliver("a", "b")
    version = one.run().version
    follower = screen.follower()
    assert follower.follow(NOW, TODAY) is None
    assert screen.shown() == one.shown() == ["one id|a", "one id|b"]
    assert pointed_at(screen.settings.paths.warehouse) == version
    one.deliver("c")
    one.run()
    assert follower.follow(NOW, TODAY) is None
    follower.close()
    assert screen.shown() == ["one id|a", "one id|b", "one id|c"]


def test_what_one_host_landed_is_built_and_published_by_the_other(host: NewHost) -> None:
    one, other = pair(host)
    one.deliver("a")
    other.deliver("b")
    one.run()
    other.run()
    assert other.shown() == ["one id|a", "other id|b"]
    assert one.rebuild().version != other.rebuild().version
    assert one.shown() == ["one id|a", "other id|b"]


def test_runs_of_two_hosts_at_once_lose_nothing(host: NewHost) -> None:
    one, other = pair(host)
    for turn in range(3):
        one.deliver(f"a{turn}")
        other.deliver(f"b{turn}")
        runs = [one.start(), other.start()]
        said = [run.communicate()[0] for run in runs]
        assert [run.returncode for run in runs] == [0, 0], said
    screen = host("screen")
    follower = screen.follower()
    assert follower.follow(NOW, TODAY) is None
    follower.close()
    everything = ["one id|a0", "one id|a1", "one id|a2", "other id|b0", "other id|b1", "other id|b2"]
    assert screen.shown() == everything


def test_a_run_killed_at_any_moment_loses_nothing_that_another_has_published(host: NewHost) -> None:
    one, other = pair(host)
    other.deliver("b")
    other.run()
    for turn in range(5):
        one.deliver(f"a{turn}")
        run = one.start()
        threading.Event().wait(0.4 + turn * 0.5)
        run.send_signal(signal.SIGKILL)
        run.communicate()
        other.rebuild()
        assert "other id|b" in other.shown()
    one.run()
    assert one.shown()[-2:] == ["one id|a4", "other id|b"]


def test_what_another_host_lands_meanwhile_turns_a_publication_away(host: NewHost) -> None:
    one, other = pair(host)
    one.deliver("a")
    one.run()
    built = one.settings.paths.warehouse / str(pointed_at(one.settings.paths.warehouse))
    other.deliver("b")
    other.run()
    with opened(one) as lake:
        before = standing(lake)
        assert offer(lake, one.settings.paths.raw, built, NOW, TODAY) is None
        assert standing(lake) == before
        assert offer(lake, other.settings.paths.raw, built, NOW, TODAY) is not None


def test_of_two_that_publish_at_the_same_moment_one_is_turned_away(host: NewHost) -> None:
    one = host("one")
    with opened(one) as first, opened(one) as second:
        second.execute("begin")
        named(second, NOW)
        with transaction(first):
            version = named(first, NOW)
        with pytest.raises(duckdb.TransactionException):
            second.execute("commit")
        assert standing(second).version == version == "kommunikasjon-20261120T080000Z-1.duckdb"


def test_two_hosts_that_come_first_at_once_lay_the_municipality_out_once(host: NewHost) -> None:
    one = host("one")
    troubles: list[Exception] = []

    def come() -> None:
        try:
            opened(one).close()
        except Exception as error:  # noqa: BLE001 - whatever it is, the test tells it
            troubles.append(error)

    coming = [threading.Thread(target=come) for _ in range(3)]
    for thread in coming:
        thread.start()
    for thread in coming:
        thread.join()
    assert troubles == []
    with opened(one) as lake:
        assert standing(lake).position == 0


def test_no_reader_fails_and_none_sees_less_than_before_while_others_publish(host: NewHost) -> None:
    one, screen = host("one"), host("screen")
    one.deliver("r00")
    one.run()
    follower = screen.follower()
    follower.follow(NOW, TODAY)
    seen: list[tuple[object, int]] = []
    is_over = threading.Event()

    def look() -> None:
        while not is_over.wait(0.05):
            seen.append((follower.follow(NOW, TODAY), len(screen.shown())))

    looking = threading.Thread(target=look)
    looking.start()
    for turn in range(1, 6):
        one.deliver(f"r{turn:02}")
        one.run()
    is_over.set()
    looking.join()
    follower.follow(NOW, TODAY)
    follower.close()
    counts = [count for _, count in seen]
    assert [trouble for trouble, _ in seen if trouble is not None] == []
    assert counts == sorted(counts)
    assert len(screen.shown()) == 6


def test_a_lake_that_does_not_answer_leaves_the_copy_as_it_was_and_says_why(host: NewHost) -> None:
    one = host("one")
    one.deliver("a")
    one.run()
    gone = Follower(
        "ducklake:postgres:dbname=gone host=127.0.0.1 port=1", "3427", one.settings.paths.warehouse
    )
    trouble = gone.follow(NOW, TODAY)
    assert isinstance(trouble, LakeError)
    assert trouble.key == "lake_error.unreachable"
    assert one.shown() == ["one id|a"]


def test_what_another_version_of_the_program_published_is_not_mixed_with_ours(host: NewHost) -> None:
    one, screen = host("one"), host("screen")
    one.deliver("a")
    one.run()
    with opened(one) as lake:
        lake.execute("update publication set program = 'another'")
    follower = screen.follower()
    trouble = follower.follow(NOW, TODAY)
    assert trouble is not None
    assert (trouble.key, trouble.values) == ("lake_error.other_program", {"schema": "k3427"})
    one.run()  # lays its own tables out anew
    follower.close()
    follower = screen.follower()
    assert follower.follow(NOW, TODAY) is None
    follower.close()
    assert screen.shown() == ["one id|a"]


def test_a_table_that_did_not_change_is_not_written_again(host: NewHost) -> None:
    one = host("one")
    one.deliver("a")
    one.run()
    with opened(one) as lake:
        before = dict(lake.execute("from published_table").fetchall())
        written = lake.execute("select max(snapshot_id) from ducklake_snapshots('lake')").fetchall()[0][0]
    one.deliver("b")
    one.run()
    with opened(one) as lake:
        after = dict(lake.execute("from published_table").fetchall())
        changes = lake.execute(
            "select changes from ducklake_snapshots('lake') where snapshot_id > ?", [written]
        ).fetchall()
    assert sorted(name for name in after if after[name] != before[name]) == ["completion", "etl_run"]
    assert len(changes) <= 3  # the landed file, its journal, and the publication


def test_the_local_database_is_published_only_after_the_lake_has_it(host: NewHost) -> None:
    one = host("one")
    one.deliver("a")
    version = one.run().version
    with opened(one) as lake:
        assert standing(lake).version == version
    assert not (one.settings.paths.warehouse / BUILD).exists()
