"""Where records and figures come from: how each kind of source is pulled, and how it is tried beforehand.

What a kind needs is imported when it is asked: a run of files has no use for an HTTP client, and status for neither.
"""

from collections.abc import Mapping

from etl.sources.delivery import Check, Delivery, Pull, Pulling
from foundation.configuration import Source


def completions_file(pulling: Pulling) -> Delivery:
    """Pull records from a file."""
    from etl.sources.completions import pull_completions_file

    return pull_completions_file(pulling)


def completions_http(pulling: Pulling) -> Delivery:
    """Pull records over HTTP."""
    from etl.sources.completions import pull_completions_http

    return pull_completions_http(pulling)


def page_figures_file(pulling: Pulling) -> Delivery:
    """Pull figures from a file."""
    from etl.sources.page_figures import pull_page_figures_file

    return pull_page_figures_file(pulling)


def facebook_page(pulling: Pulling) -> Delivery:
    """Pull Facebook pages."""
    from etl.sources.facebook.pull import pull_facebook_page

    return pull_facebook_page(pulling)


def ssb_population(pulling: Pulling) -> Delivery:
    """Pull how many live in a municipality."""
    from etl.sources.population import pull_population

    return pull_population(pulling)


def try_file(source: Source) -> None:
    """SourceError unless the file can be opened."""
    from etl.sources.table_file import check_file

    check_file(source)


def try_completions_http(source: Source) -> None:
    """SourceError unless the address answers with a list."""
    from etl.sources.completions import check_completions_http

    check_completions_http(source)


def try_population(source: Source) -> None:
    """SourceError unless the table answers."""
    from etl.sources.population import check_population

    check_population(source)


PULLS: Mapping[str, Pull] = {
    "completions_file": completions_file,
    "completions_http": completions_http,
    "page_figures_file": page_figures_file,
    "facebook_page": facebook_page,
    "ssb_population": ssb_population,
}
CHECKS: Mapping[str, Check] = {
    "completions_file": try_file,
    "completions_http": try_completions_http,
    "page_figures_file": try_file,
    "ssb_population": try_population,
}
