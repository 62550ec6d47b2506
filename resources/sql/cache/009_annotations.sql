-- SPDX-License-Identifier: GPL-3.0-or-later
-- What people and programs marked on a monitoring system's time line.
CREATE TABLE annotation (
    source TEXT NOT NULL REFERENCES source (id),
    id INTEGER NOT NULL,
    text TEXT NOT NULL,
    tags TEXT NOT NULL,
    marked_by TEXT NOT NULL,
    at INTEGER,
    until INTEGER,
    PRIMARY KEY (source, id)
);
