-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who did what, when, to what, and how it ended. Append-only: each entry is numbered and carries the hash of the one
-- before it. The insert trigger is there because INSERT OR REPLACE deletes without asking the delete trigger.
CREATE TABLE ledger_entry (
    number INTEGER NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL, -- milliseconds since 1970 UTC
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    environment TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reference TEXT NOT NULL,
    detail BLOB NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL
);

CREATE TRIGGER ledger_entry_follows BEFORE INSERT ON ledger_entry
WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM ledger_entry)
BEGIN
    SELECT RAISE(ABORT, 'a ledger entry can only follow the last one');
END;

CREATE TRIGGER ledger_entry_stays BEFORE UPDATE ON ledger_entry
BEGIN
    SELECT RAISE(ABORT, 'a ledger entry cannot be changed');
END;

CREATE TRIGGER ledger_entry_remains BEFORE DELETE ON ledger_entry
BEGIN
    SELECT RAISE(ABORT, 'a ledger entry cannot be deleted');
END;
