-- One row per sentence of the strategy outside goals and measures, in the strategy's order within its kind and parent.
select passage_id, kind, parent_id, position, text_nb, text_en, note_nb, note_en
from passage
order by kind, parent_id nulls first, position, passage_id;
