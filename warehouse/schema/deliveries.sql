-- What the sources have delivered, kept as known from day to day, and what the runs did. The comment behind a line becomes that
-- column's comment in the database.
create table source (                      -- Where records and figures come from. One row per source in config.toml.
    source_id text primary key,            -- As in config.toml.
    kind text not null,                    -- completions_file, completions_http, page_figures_file …
    feeds text not null,                   -- completion, metric_value or population.
    is_sample boolean not null,            -- True: invented data; every screen says so.
    refresh_days integer not null          -- Older than this is stale.
);

create table source_measure (              -- Which measures a source reports on. One row per pair.
    source_id text not null,               -- The source.
    measure_id text not null               -- The measure.
);

create table page (                        -- Facebook pages that are followed. One row per page in config.toml.
    page_id text primary key,              -- As in config.toml: its number or user name.
    source_id text not null,               -- The first source that names it.
    position integer not null,             -- Order in config.toml, from 1.
    municipality_number text,              -- The municipality whose page it is; null: the one on whose screens it stands.
    is_main boolean not null               -- True for at most one: the first page of the municipality's own, whose figures count.
);

create table completion (                  -- Dated records that a measure was done. One row per version of a record.
    record_key text not null,              -- The record's identity, the same through its versions.
    source_id text not null,               -- The source that delivered it.
    measure_id text not null,              -- The measure.
    unit_id text,                          -- Coverage: who is covered.
    milestone_id text,                     -- One-off: which milestone.
    period text,                           -- The due period it is filed on, if not the one it fell in.
    occurred_on date not null,             -- When it was done.
    registered_on date not null,           -- When it was reported.
    registered_basis text not null,        -- stated, first_seen (by a run) or assumed (first delivery; taken as occurred_on).
    value double,                          -- Continuous: the measured value …
    n integer,                             -- … and how many it rests on.
    channel_id text,                       -- The channel used.
    evidence_url text,                     -- Link to the evidence.
    note text,                             -- Free text; e-mail addresses and long numbers are masked.
    role_id text,                          -- The role that reported; never a person.
    known_from date not null,              -- This version is known from this day …
    known_to date                          -- … and no longer from this one (corrected or withdrawn); null: still is.
);

create table metric_value (                -- Points of number series. One row per version of a point.
    metric_id text not null,               -- The metric.
    source_id text not null,               -- The source that delivered it.
    page_id text,                          -- The page it is about; null: the municipality's own, from a source that names none.
    breakdown text,                        -- The part of the whole it counts, such as like; null: the whole.
    observed_on date not null,             -- The day it describes; Facebook's days are Californian.
    value double not null,                 -- The value, in the metric's unit; a share is 0–1.
    n integer,                             -- How many it rests on; null: unknown.
    value_basis text not null,             -- platform (the platform's own figure), typed (entered by hand) or own_calculation.
    known_basis text not null,             -- first_seen (by a run) or assumed (delivered as history; taken as observed_on).
    known_from date not null,              -- This version is known from this day …
    known_to date                          -- … and no longer from this one; null: still is.
);

create table page_property (               -- What a page says of itself, day by day. One row per version of a property.
    page_id text not null,                 -- The page.
    source_id text not null,               -- The source that delivered it.
    property text not null,                -- name, is_published, has_transitioned_to_new_page_experience or displayed_message_response_time.
    value text not null,                   -- The platform's own word: a name, true or false, or a label such as AUTOMATIC.
    observed_on date not null,             -- The local day it was read.
    known_from date not null,              -- This version is known from this day …
    known_to date                          -- … and no longer from this one; null: still is.
);

create table page_response (               -- Answers to messages, our own calculation. One row per version of a page's day.
    page_id text not null,                 -- The page.
    source_id text not null,               -- The source that delivered it.
    observed_on date not null,             -- The last day of the window, local.
    window_days integer,                   -- How many days the window holds, observed_on the last.
    received_count integer,                -- Conversations that somebody began; null when withheld.
    answered_count integer,                -- Those that the page answered within 24 hours; null when withheld.
    median_minutes double,                 -- Median time to the first answer, in minutes.
    fastest_mean_minutes double,           -- Mean time to the first answer of the fastest 90 %, in minutes.
    truncated_count integer,               -- Conversations too long to be read from their beginning.
    method_version text,                   -- Which version of our method.
    is_withheld boolean not null,          -- True: too few to be shown without pointing at persons.
    known_from date not null,              -- This version is known from this day …
    known_to date                          -- … and no longer from this one; null: still is.
);

create table population (                  -- Inhabitants on 1 January. One row per version of a municipality's year.
    municipality_number text not null,     -- Statistics Norway's number, four digits as text.
    year integer not null,                 -- The year.
    inhabitants integer not null,          -- How many lived there on 1 January.
    source_id text not null,               -- The source that delivered it.
    known_from date not null,              -- This version is known from this day …
    known_to date                          -- … and no longer from this one; null: still is.
);

-- What the runs did.
create table etl_run (                     -- Readings of sources. One row per run and source.
    run_id text not null,                  -- UTC time the run started, and the process.
    source_id text not null,               -- The source.
    started_at timestamp not null,         -- UTC.
    finished_at timestamp not null,        -- UTC.
    loaded_on date not null,               -- The local day of the run.
    outcome text not null,                 -- loaded, partial (the next run goes on from there), unchanged or failed.
    read_count bigint not null,            -- Rows read.
    accepted_count bigint not null,        -- Rows accepted.
    rejected_count bigint not null,        -- Rows rejected.
    newest_on date,                        -- Newest date among the accepted rows.
    error_code text,                       -- Text key of what went wrong, when failed.
    error_values text                      -- Its values, as JSON; never a secret.
);

create table etl_warning (                 -- What a run noticed and went on. One row per finding.
    run_id text not null,                  -- The run.
    source_id text not null,               -- The source.
    code text not null,                    -- Text key of the finding.
    subject text,                          -- The column or value it is about.
    row_count bigint                       -- How many rows it touches; null: the whole delivery.
);

create table rejected_row (                -- Rows that were left out. One row per rejected row.
    run_id text not null,                  -- The run.
    source_id text not null,               -- The source.
    file_name text not null,               -- File, sheet or address without query.
    row_number bigint not null,            -- Row in the file, counted from 1 with the heading; item number in JSON.
    column_name text,                      -- The column that is wrong.
    value text,                            -- What stood there, at most 80 characters, personal data masked.
    reason text not null,                  -- Text key of the reason.
    allowed text                           -- What would have been right.
);
