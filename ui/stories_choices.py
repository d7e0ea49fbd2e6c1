"""What a reader may choose on the stories screen: the number, and the event to look before and after."""

from foundation.words import Words
from ui.calendar_choices import select
from ui.goal_choices import asked, choose
from ui.measures import name_of
from ui.stories_data import Stories


def metric_names(stories: Stories, words: Words) -> dict[str, str]:
    """The numbers that stories can be held against, by name."""
    return {metric_id: name_of(row, "name", words) for metric_id, row in stories.differences.items()}


def choose_metric(stories: Stories, words: Words) -> str:
    """The chosen number, kept in the address; the first if none is. There must be one."""
    return choose("metric", metric_names(stories, words), words.t("stories_page.choose_metric"))


def asked_metric(stories: Stories, words: Words) -> str:
    """The number that the address asks for, where there is nothing to choose with. There must be one."""
    return asked("metric", list(metric_names(stories, words)))


def choose_event(stories: Stories, metric_id: str, words: Words) -> str:
    """The chosen event, kept in the address; the latest if none is. There must be one."""
    names = {
        str(row["event_id"]): f"{name_of(row, 'name', words)}, {words.date(row['occurred_on'])}"
        for row in stories.events[metric_id]
    }
    return select("event", names, words.t("stories_page.choose_event"))
