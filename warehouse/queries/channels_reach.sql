-- One row per audience that has measures, internal first: the year's records as known on a date, by the ends of the scale of richness.
select audience, record_count, registered_count, rich_count, poor_count, without_channel_count, measure_count, unread_count
from channel_reach($as_of)
order by audience desc;
