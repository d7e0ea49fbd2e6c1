-- One row per rule that the strategy gives for communicating, in the register's order.
select passage_id, text_nb, text_en, note_nb, note_en
from passage
where kind = 'rule'
order by position, passage_id;
