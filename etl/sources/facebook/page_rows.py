"""The rows of the check that are about one page: the page itself, whether the token covers it, one figure."""

from collections.abc import Iterator
from functools import partial

from etl.check_table import Row
from etl.sources.facebook.advice import told
from etl.sources.facebook.page_tried import PageTried
from etl.sources.facebook.permissions import is_own, needed
from etl.sources.facebook.token_facts import TokenFacts
from etl.sources.facebook.trouble import GraphError
from etl.sources.facebook.trying import Trying

WITHHELD = ("permission", "gone")  # how somebody else's page answers those who may not see it


def page_rows(trying: Trying, tried: PageTried, facts: TokenFacts | None) -> Iterator[Row]:
    """What came of trying a page. Another municipality's page need not be covered by the token."""
    is_ours = is_own(tried.page.municipality_number, trying.home_number)
    yield node_row(trying, tried, is_ours=is_ours)
    if is_ours:
        yield covered_row(trying, tried, facts)
    yield insights_row(trying, tried)


def node_row(trying: Trying, tried: PageTried, *, is_ours: bool) -> Row:
    """Whether the page answers, and with what."""
    row = partial(trying.row, what=trying.t("what_node", page=tried.page.id))
    if tried.node_trouble:
        found, advice = told(tried.node_trouble, trying.words)
        is_withheld = tried.node_trouble.kind in WITHHELD and not is_ours
        return row("failed", found=found, advice=trying.t("other_page_do") if is_withheld else advice)
    node = tried.node
    if node is None:
        return row("unknown", found=trying.t("untried"))
    if node.properties.get("is_published") == "false":
        return row("warning", found=trying.t("unpublished"), advice=trying.t("unpublished_do"))
    if node.lost:
        names = trying.words.listed(sorted(node.lost))
        return row("warning", found=trying.t("lost", names=names), advice=trying.t("lost_do"))
    counts = [f"{trying.metric_name(metric)} {trying.words.form(value)}" for metric, value in counted(tried)]
    return row("well", found=trying.t("node_answers", counts=", ".join(counts) or trying.t("no_counts")))


def counted(tried: PageTried) -> Iterator[tuple[str, int]]:
    """The counts of a page by their metrics."""
    for count in tried.node.counts if tried.node else ():
        if count.value is not None:
            yield count.metric_id, count.value


def covered_row(trying: Trying, tried: PageTried, facts: TokenFacts | None) -> Row:
    """Whether the token is good for the page."""
    row = partial(trying.row, what=trying.t("what_covered", page=tried.page.id))
    if facts is None or facts.targets is None or tried.known_id is None:
        return row("unknown", found=trying.t("unknown"))
    granted = [name for name in needed(trying.source) if name in facts.targets]
    outside = [name for name in granted if not facts.covers(name, tried.known_id)]
    if outside:
        names = trying.words.listed(outside)
        return row("failed", found=trying.t("not_covered", names=names), advice=trying.t("not_covered_do"))
    if not granted:
        return row("unknown", found=trying.t("unknown"))
    is_for_all = all(facts.targets[name] is None for name in granted) and facts.kind != "PAGE"
    return row("well", found=trying.t("covers_all" if is_for_all else "covered"))


def insights_row(trying: Trying, tried: PageTried) -> Row:
    """Whether one figure comes, and how new it is."""
    row = partial(trying.row, what=trying.t("what_insights", page=tried.page.id))
    if tried.insights_trouble:
        return insights_trouble_row(trying, tried, tried.insights_trouble)
    if tried.points is None:
        return row("unknown" if tried.node is None else "well", found=trying.t(why_unasked(tried)))
    days = {point.day for point in tried.points if point.day is not None and point.value is not None}
    if not days:
        return row("warning", found=trying.t("no_figures"), advice=trying.t("no_figures_do"))
    return row("well", found=trying.t("figures", count=len(days), newest=max(days)))


def why_unasked(tried: PageTried) -> str:
    """Why no figure was asked for."""
    if tried.node is None:
        return "untried"
    return "no_figure" if tried.figure is None else "other_page"


def insights_trouble_row(trying: Trying, tried: PageTried, trouble: GraphError) -> Row:
    """What stopped the figure. One that is no longer given stops no other, so that only warns."""
    what = trying.t("what_insights", page=tried.page.id)
    if trouble.kind == "bad_metric" and tried.figure:
        name = tried.figure.name
        return trying.row("warning", what, trying.t("no_metric", name=name), trying.t("no_metric_do"))
    return trying.row("failed", what, *told(trouble, trying.words))
