-- Whether a reading brought anything that has not landed before, usable or not. One row.
select
    exists (from accepted)
    or exists (
        from rejected
        anti join (
            select record_key, reason, rejected_value as value from landed_before where reason is not null
        ) as before
            on before.record_key is not distinct from rejected.record_key
            and before.reason = rejected.reason
            and before.value is not distinct from rejected.value
    ) as has_news
