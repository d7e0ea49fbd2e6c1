-- The strategy as the register in data/strategy holds it. The comment behind a line becomes that column's comment in the
-- database, with the bokmål of comments/nb.toml.
create table organisation (                -- The municipality. One row.
    name text not null,                    -- As written on every screen.
    municipality_number text,              -- Statistics Norway's number, four digits as text.
    language text not null,                -- Language of the screens unless the reader chooses another: nb, nn or en.
    timezone text not null                 -- Where a day begins and ends; Europe/Oslo.
);

create table goal (                        -- A wanted state in the strategy. One row per goal.
    goal_id text primary key,              -- G1, G2, G3.
    position integer not null,             -- Order in the strategy, from 1.
    text_nb text not null,                 -- The strategy's own sentence, word for word.
    text_en text not null,                 -- English beside it; ours.
    short_nb text not null,                -- A few words for tight places; ours.
    short_en text not null                 -- The same in English; ours.
);

create table approach (                    -- HVORDAN: how a goal is pursued; has no status. One row per line.
    approach_id text primary key,          -- H1.1.
    goal_id text not null,                 -- The goal it serves.
    position integer not null,             -- Order under its goal, from 1.
    text_nb text not null,                 -- The strategy's own sentence.
    text_en text not null                  -- English beside it; ours.
);

create table measure (                     -- TILTAK: something the municipality does. One row per measure.
    measure_id text primary key,           -- T1.I1: goal 1, internal, first. X1 and X2 run across the goals.
    goal_id text,                          -- The goal it serves; null: across the goals.
    position integer not null,             -- Order in the strategy, from 1.
    audience text not null,                -- internal or external.
    kind text not null,                    -- recurring, one_off, coverage or continuous.
    lane text not null,                    -- activity (judged), outcome (shown with uncertainty) or context.
    text_nb text not null,                 -- The strategy's own sentence.
    text_en text not null,                 -- English beside it; ours.
    short_nb text not null,                -- A few words for tight places; ours.
    short_en text not null,                -- The same in English; ours.
    counted_nb text,                       -- What one completion is, in words.
    counted_en text,                       -- The same in English.
    done_when_nb text,                     -- When a completion counts as done, in words.
    done_when_en text,                     -- The same in English.
    unit_kind text,                        -- Coverage: service_area, council_meeting or change_process.
    metric_id text,                        -- Continuous: the metric that its values feed.
    is_optional boolean not null,          -- True: the strategy suggests it (may); never judged before it is decided.
    is_story boolean,                      -- True: a completion is a story told to the public (story_month); else null or false.
    same_wording_as text                   -- Another measure with the same sentence, if any.
);

create table measure_channel (             -- Channels of a measure. One row per measure and channel.
    measure_id text not null,              -- The measure.
    channel_id text not null,              -- The channel.
    position integer not null,             -- Order in the strategy's line.
    quote_nb text,                         -- The strategy's line it is read from; null: ours.
    confidence text not null               -- How sure it is that the line belongs to the measure: high, medium or low.
);

create table measure_role (                -- Who is responsible. One row per measure and role.
    measure_id text not null,              -- The measure.
    role_id text not null,                 -- The role; never a person.
    position integer not null,             -- Order in the strategy's line.
    quote_nb text,                         -- The strategy's line it is read from; null: ours.
    confidence text not null,              -- high, medium or low, as for channels; proposed where the strategy names nobody.
    is_accountable boolean not null        -- The one role that answers for the measure; proposed until confirmed.
);

create table channel (                     -- Ways of communicating. One row per channel.
    channel_id text primary key,           -- ansikt_til_ansikt.
    name_nb text not null,                 -- In the strategy's words.
    name_en text not null,                 -- English.
    is_two_way boolean,                    -- Carries answers back; null: not stated.
    richness_rank integer not null,        -- 1 is the richest.
    richness_basis text not null           -- stated_rich_end, stated_poor_end, or proposed (the order between is ours).
);

create table role (                        -- Roles, never persons. One row per role.
    role_id text primary key,              -- radmann.
    strategy_name_nb text not null,        -- As the strategy writes it.
    name_nb text not null,                 -- As shown today; config.toml may override.
    name_en text not null,                 -- English.
    is_group boolean not null,             -- True: a group such as all employees, so it needs one accountable role beside it.
    note_nb text                           -- What to know about the title.
);

create table passage (                     -- Other sentences of the strategy. One row per sentence.
    passage_id text primary key,           -- P1, R1, VISION.
    kind text not null,                    -- vision, value, behaviour, audience, segment, principle, rule, duty, richness or channel_use.
    parent_id text,                        -- The value of a behaviour, the audience of a segment.
    position integer not null,             -- Order within its kind and parent.
    text_nb text not null,                 -- The strategy's own words.
    text_en text not null,                 -- English beside it; ours.
    note_nb text,                          -- How it binds, or what is missing.
    note_en text                           -- The same in English.
);

create table ambiguity (                   -- What the strategy leaves unclear, and how it is read. One row per point.
    ambiguity_id text primary key,         -- A1.
    text_nb text not null,                 -- The point and our reading.
    text_en text not null,                 -- The same in English.
    confidence text not null               -- How sure the reading is: high, medium or low.
);

create table measure_ambiguity (           -- Which points touch which measure. One row per pair.
    measure_id text not null,              -- The measure.
    ambiguity_id text not null             -- The point.
);

create table plan (                        -- When a measure is due, and who says so. One row per version of a measure's plan.
    plan_id text primary key,              -- T1.E2-1.
    measure_id text not null,              -- The measure.
    basis text not null,                   -- stated (in the strategy), decided, proposed (ours) or not_set.
    valid_from date,                       -- First day it governs; null: always.
    valid_to date,                         -- Last day it governs; null: until further notice.
    grace_days integer not null,           -- Days after a due date before silence counts as missed.
    coverage_window text,                  -- Coverage: half_year, year or event.
    checkpoint_count integer,              -- Coverage: the window is cut into this many equal stretches, each with a required count.
    decided_on date,                       -- Known from this day in a replay; null: known all along.
    decided_by_role_id text,               -- The role that decided.
    quote_nb text,                         -- The strategy's words for a stated plan.
    note_nb text,                          -- The rule in words.
    note_en text                           -- The same in English.
);

create table plan_period (                 -- The due periods of a recurring plan in any year. One row per plan and period.
    plan_id text not null,                 -- The plan.
    code text not null,                    -- Behind the year in a period's name: 04, H1, T2; empty for the whole year.
    start_month integer not null,          -- The period's first day: month …
    start_day integer not null,            -- … and day.
    due_month integer not null,            -- The period's due date: month …
    due_day integer not null,              -- … and day; 31 means the month's last day.
    name_nb text,                          -- A name for readers where the code does not say enough.
    name_en text                           -- The same in English.
);

create table milestone (                   -- Named steps of a one-off measure. One row per version of a milestone.
    milestone_id text not null,            -- T1.I4-M1; the same through all versions.
    measure_id text not null,              -- The measure.
    position integer not null,             -- Order within the measure.
    name_nb text not null,                 -- What shall be done.
    name_en text not null,                 -- The same in English.
    due_on date,                           -- Due date; null: not decided.
    started_on date,                       -- When work on it began; null: not started, as far as is known.
    known_from date                        -- This version is known from this day in a replay; null: all along.
);

create table unit (                        -- Members of coverage populations. One row per unit.
    unit_id text primary key,              -- kulturtjenesten.
    unit_kind text not null,               -- service_area, council_meeting or change_process.
    name_nb text not null,                 -- Name.
    name_en text,                          -- English name, if there is one.
    valid_from date,                       -- First day it belongs to the population; null: always.
    valid_to date,                         -- Last day; null: still does.
    occurs_on date,                        -- Meeting: the day it is held. Change process: the day the proposal is decided.
    basis text not null,                   -- decided (the municipality's own list), candidate (to be confirmed) or sample.
    note_nb text                           -- Where the name comes from.
);

create table metric (                      -- Number series. One row per metric.
    metric_id text primary key,            -- followers.
    position integer not null,             -- Order on screens.
    name_nb text not null,                 -- Name.
    name_nn text not null,                 -- Name in nynorsk.
    name_en text not null,                 -- Name in English.
    unit text not null,                    -- accounts, share, minutes, score, count or per_1000.
    kind text not null,                    -- stock, flow, unique (never summed), rate or duration.
    lane text not null,                    -- outcome or context; activity where a measure's own values are counted.
    wanted_trend text not null,            -- at_or_above, at_or_below, increase, decrease or none.
    interval_days integer,                 -- How often a new value is expected; null: no promise.
    grace_days integer not null,           -- Days beyond the interval before the value is stale.
    valid_from date,                       -- First day the definition holds; null: unknown.
    valid_to date,                         -- Last day; null: still does.
    replaced_by text,                      -- The metric that took over; never joined to this one.
    platform_edge text,                    -- Where the platform is asked for it: node or insights; null: it is not asked.
    platform_name text,                    -- The platform's own name for it there: page_follows.
    is_per_story boolean,                  -- True: it tells how the month's stories were received, per story; else null or false.
    strength_nb text,                      -- What the number can and cannot say.
    strength_en text                       -- The same in English.
);

create table metric_goal (                 -- Which goals a metric says something about. One row per pair.
    metric_id text not null,               -- The metric.
    goal_id text not null                  -- The goal.
);

create table metric_reference (            -- Values without a date, from the strategy's own page. Never a point on a time axis. One row per value.
    metric_id text not null,               -- The metric.
    value double not null,                 -- The value, in the metric's unit.
    quote text not null,                   -- As printed.
    note_nb text,                          -- What is not known about it.
    note_en text                           -- The same in English.
);

create table target (                      -- Wanted levels, dated and versioned. One row per version.
    target_id text primary key,            -- response_rate-1.
    metric_id text not null,               -- The metric.
    basis text not null,                   -- stated, decided or proposed.
    kind text not null,                    -- at_or_above, at_or_below, increase or decrease.
    value double not null,                 -- The level, in the metric's unit.
    baseline_value double,                 -- Increase and decrease: where it started …
    baseline_on date,                      -- … and when.
    due_on date,                           -- Increase and decrease: when the level is to be reached.
    valid_from date,                       -- First day it applies; null: always.
    valid_to date,                         -- Last day; null: until further notice.
    decided_on date,                       -- Known from this day in a replay; null: known all along.
    decided_by_role_id text,               -- The role that decided.
    note_nb text,                          -- Why this level.
    note_en text                           -- The same in English.
);

create table event (                       -- What happened around the numbers; never a cause. One row per event.
    event_id text primary key,             -- flomvarsel-2026.
    occurred_on date not null,             -- The day.
    name_nb text not null,                 -- In a few words.
    name_en text not null,                 -- The same in English.
    kind text not null                     -- campaign, incident, platform or organisation.
);

create table meeting (                     -- Meetings that follow up the strategy. One row per meeting.
    meeting_id text primary key,           -- ledermote-2026-10-26.
    held_on date not null,                 -- The day.
    name_nb text not null,                 -- Name.
    name_en text not null                  -- The same in English.
);

create table assessment (                  -- What somebody wrote about how a goal stands. One row per assessment.
    assessment_id text primary key,        -- G1-2026-10-26.
    goal_id text,                          -- The goal; null: across the goals.
    written_on date not null,              -- The day; known from then in a replay.
    role_id text not null,                 -- The role that wrote it; never a person.
    data_text text,                        -- What the numbers say.
    analysis_text text,                    -- Why, as far as can be told.
    assessment_text text not null          -- What it means, and what should be done.
);
