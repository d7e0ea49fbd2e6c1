-- One row per channel, the richest first, with where its place on the scale comes from.
select channel_id, name_nb, name_en, richness_basis
from channel
order by richness_rank;
