"""Where records and figures come from: how each kind of source is pulled, and how it is tried beforehand."""

from collections.abc import Mapping

from etl.sources.completions import check_completions_http, pull_completions_file, pull_completions_http
from etl.sources.delivery import Check, Pull
from etl.sources.facebook.pull import pull_facebook_page
from etl.sources.page_figures import pull_page_figures_file
from etl.sources.population import check_population, pull_population
from etl.sources.table_file import check_file

PULLS: Mapping[str, Pull] = {
    "completions_file": pull_completions_file,
    "completions_http": pull_completions_http,
    "page_figures_file": pull_page_figures_file,
    "facebook_page": pull_facebook_page,
    "ssb_population": pull_population,
}
CHECKS: Mapping[str, Check] = {
    "completions_file": check_file,
    "completions_http": check_completions_http,
    "page_figures_file": check_file,
    "ssb_population": check_population,
}
