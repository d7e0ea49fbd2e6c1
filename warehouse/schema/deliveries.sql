-- What the sources have delivered, kept as known from day to day. The comment behind a line becomes that column's comment
-- in the database, with the bokmål of comments/nb.toml.
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
