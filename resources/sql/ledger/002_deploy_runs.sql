-- SPDX-License-Identifier: GPL-3.0-or-later
-- Frozen plans and the journals of their runs. How a run stands is folded from its events, never stored, so that there
-- is nothing to bring into line after a crash. Steps and states are the words of models/domain/deployrun.
CREATE TABLE deploy_run (
    id TEXT NOT NULL PRIMARY KEY,
    plan BLOB NOT NULL, -- canonical JSON
    plan_hash TEXT NOT NULL,
    owner TEXT NOT NULL, -- the process: "pid start-time machine"
    started_at INTEGER NOT NULL -- milliseconds since 1970 UTC
);
CREATE INDEX deploy_run_by_start ON deploy_run (started_at);

CREATE TABLE deploy_event (
    run TEXT NOT NULL REFERENCES deploy_run (id),
    sequence INTEGER NOT NULL,
    at INTEGER,
    kind TEXT NOT NULL, -- step, output, end
    host TEXT NOT NULL,
    part TEXT NOT NULL,
    step TEXT NOT NULL,
    step_state TEXT NOT NULL,
    run_state TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (run, sequence)
);
-- Folding reads a few state changes out of very many lines of output; finding open runs asks for ends only.
CREATE INDEX deploy_event_change ON deploy_event (run, sequence) WHERE kind <> 'output';
CREATE INDEX deploy_event_end ON deploy_event (run) WHERE kind = 'end';

CREATE TRIGGER deploy_run_is_new BEFORE INSERT ON deploy_run
WHEN EXISTS (SELECT 1 FROM deploy_run WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'a run begins only once');
END;

CREATE TRIGGER deploy_run_stays BEFORE UPDATE ON deploy_run
BEGIN
    SELECT RAISE(ABORT, 'a run''s plan cannot be changed');
END;

CREATE TRIGGER deploy_run_remains BEFORE DELETE ON deploy_run
BEGIN
    SELECT RAISE(ABORT, 'a run''s plan cannot be deleted');
END;

CREATE TRIGGER deploy_event_is_new BEFORE INSERT ON deploy_event
WHEN EXISTS (SELECT 1 FROM deploy_event WHERE run = NEW.run AND sequence = NEW.sequence)
BEGIN
    SELECT RAISE(ABORT, 'a journal line is written only once');
END;

CREATE TRIGGER deploy_event_stays BEFORE UPDATE ON deploy_event
BEGIN
    SELECT RAISE(ABORT, 'a journal line cannot be changed');
END;

CREATE TRIGGER deploy_event_remains BEFORE DELETE ON deploy_event
BEGIN
    SELECT RAISE(ABORT, 'a journal line cannot be deleted');
END;
