-- From which day to which a row of a source was known, of the keys that landed more than once. One row per version of a record or point.
--
-- A version begins when a delivery brings a record for the first time, with other content than before, or again after
-- it was gone. It ends when the next version begins, or when a complete delivery comes without it. A row that came
-- back unreadable counts as still there: a typing error withdraws nothing. Nor does it bring back what was withdrawn.
create or replace temp table version as
with fingerprinted as (
    select filename, record_key, reason, hash(*columns(* exclude (row_number, filename))) as content
    from landed
    semi join repeated on repeated.key_hash = hash(landed.record_key)
    where record_key is not null
),
seen as (
    select
        delivery.source_id,
        delivery.number,
        delivery.loaded_on,
        delivery.complete_before_count,
        delivery.complete_count,
        fingerprinted.record_key,
        fingerprinted.reason is null as is_readable,
        case when is_readable then fingerprinted.content end as content
    from fingerprinted
    join delivery on delivery.file = fingerprinted.filename
),
compared as (
    select
        *,
        lag(complete_count) over earlier as earlier_complete_count,
        last_value(content ignore nulls) over before_this as earlier_content,
        last_value(case when is_readable then number end ignore nulls) over before_this as earlier_readable_number
    from seen
    window
        earlier as (partition by source_id, record_key order by number, is_readable desc),
        before_this as (
            partition by source_id, record_key order by number, is_readable desc
            rows between unbounded preceding and 1 preceding
        )
),
returned as (
    select
        *,
        -- The last delivery that had it again after a complete one had not.
        max(case when complete_before_count > earlier_complete_count then number end) over (
            partition by source_id, record_key order by number, is_readable desc
        ) as returned_number
    from compared
),
begun as (
    select
        *,
        coalesce(returned_number > earlier_readable_number, false) as was_withdrawn,
        is_readable and (earlier_content is distinct from content or was_withdrawn) as is_beginning
    from returned
),
numbered as (
    select
        *,
        count(*) filter (where is_beginning) over (
            partition by source_id, record_key order by number, is_readable desc
        ) as version_number
    from begun
),
spanned as (
    select
        source_id,
        record_key,
        version_number,
        min(number) as number,
        min(loaded_on) as loaded_on,
        max(complete_count) as last_complete_count
    from numbered
    where version_number > 0 and (is_readable or not was_withdrawn)
    group by source_id, record_key, version_number
),
opened as (
    select
        *,
        lead(loaded_on) over (partition by source_id, record_key order by version_number) as replaced_on
    from spanned
)
select
    opened.source_id,
    opened.record_key,
    opened.number,
    opened.version_number,
    opened.loaded_on,
    least(opened.replaced_on, withdrawing.loaded_on) as known_to
from opened
left join delivery as withdrawing
    on withdrawing.source_id = opened.source_id
    and withdrawing.is_complete
    and withdrawing.complete_count = opened.last_complete_count + 1
