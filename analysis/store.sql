-- What is kept of what analysts ask: the questions they saved, and the log of what was run. Its own small SQLite file.
create table if not exists saved_question (
    question_id integer primary key,
    name text not null unique,       -- what it is called; saving under the same name replaces it
    description text not null,
    statement text not null,
    saved_at text not null           -- UTC
);

create table if not exists statement_log (
    asked_at text not null,          -- UTC
    visitor text not null,           -- a keyed hash of the account, or «local»; never a name
    statement_hash text not null,    -- of the statement with its numbers and texts taken out
    row_count integer not null,
    milliseconds integer not null,
    outcome text not null,           -- answered, or the key of why not
    statement text                   -- null unless the configuration asks for it
);
