-- What only the lake holds, one of each for every municipality: what is published, and what every host builds from. The comment
-- behind a line becomes that column's comment in the lake.
create table publication (                 -- What is published. One row.
    position integer not null,             -- How many times anything has been published; 0: never.
    version text not null,                 -- The name of the published version, the same on every host.
    published_at timestamp,                -- UTC.
    program text not null                  -- Fingerprint of the tables and rules that it was built with.
);

create table published_table (             -- What each table holds, so that only what changed is written. One row per table.
    table_name text not null,              -- The table.
    fingerprint text not null              -- Of its rows.
);

create table landed_file (                 -- Landed deliveries, as the hosts landed them. One row per file.
    name text not null,                    -- Its path under raw/.
    content blob not null                  -- The file.
);

create table journal_line (                -- Readings that brought no rows. One row per line of raw/journal.jsonl.
    line text not null                     -- The line.
);

create table judged_goal (                 -- Headlines on the day of publication. One row per goal, and one for what runs across.
    as_of date not null,                   -- The day they are for.
    goal_id text,                          -- The goal; null: what runs across.
    headline text not null                 -- Its word.
);

create table judged_measure (              -- Words on the day of publication. One row per measure.
    as_of date not null,                   -- The day they are for.
    measure_id text not null,              -- The measure.
    status text not null                   -- Its word.
);
