-- SPDX-License-Identifier: GPL-3.0-or-later
-- One row a connection or host: how fresh its data is, and the cursor that belongs to its rows.
-- In all tables: times are milliseconds since 1970 UTC, NULL where unknown; lists and maps are JSON text; enumerations
-- are the numbers of their C++ values. Every other table names its source first in its primary key, and refers to this
-- one without a cascade: whoever forgets a source has to forget its rows by name.
CREATE TABLE source (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    product TEXT NOT NULL,
    version TEXT NOT NULL,
    interval INTEGER NOT NULL,
    latency INTEGER NOT NULL,
    skew INTEGER NOT NULL,
    last_attempt INTEGER,
    last_success INTEGER,
    error_kind INTEGER, -- NULL: the last attempt succeeded
    error_origin TEXT,
    error_detail TEXT,
    error_status INTEGER,
    error_retry_after INTEGER, -- seconds
    cursor BLOB
);
