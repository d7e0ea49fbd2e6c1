-- What the sources are, as config.toml sets them up, and what the runs did. The comment behind a line becomes that
-- column's comment in the database, with the bokmål of comments/nb.toml.
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
