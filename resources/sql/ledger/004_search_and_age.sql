-- SPDX-License-Identifier: GPL-3.0-or-later
-- Full-text search over the ledger, as in the cache: an index of trigrams by the entry's number, filled in idle time.
-- Entries neither change nor go, so it needs no triggers.
CREATE TABLE search_mark (
    name TEXT NOT NULL PRIMARY KEY,
    upto INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO search_mark VALUES ('ledger_entry', 0);
CREATE VIRTUAL TABLE ledger_entry_search USING fts5(actor, action, subject, environment, outcome, content='',
    tokenize='trigram');

-- Lines of output may be dropped when they are old; what a run did, and how it ended, may not.
DROP TRIGGER deploy_event_remains;
CREATE TRIGGER deploy_event_remains BEFORE DELETE ON deploy_event
WHEN OLD.kind <> 'output' OR NOT EXISTS (SELECT 1 FROM deploy_event WHERE run = OLD.run AND kind = 'end')
BEGIN
    SELECT RAISE(ABORT, 'a journal line cannot be deleted');
END;
