-- SPDX-License-Identifier: GPL-3.0-or-later
-- What alerts did over time. Who an alert is stands here once; each change is a small row that names it by number.
-- Times are milliseconds since 1970 UTC by our clock; state and severity are the numbers of their C++ values.
CREATE TABLE source (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE
);

CREATE TABLE alert (
    number INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES source (number),
    fingerprint TEXT NOT NULL,
    name TEXT NOT NULL,
    labels TEXT NOT NULL, -- JSON, as of the last change
    state INTEGER NOT NULL, -- these four: as of the last moment
    severity INTEGER NOT NULL,
    acknowledged INTEGER NOT NULL,
    since INTEGER NOT NULL,
    UNIQUE (source, fingerprint)
);
-- Those that stand: every poll is held against them.
CREATE INDEX alert_standing ON alert (source, since) WHERE state <> 3;

-- From this time on an alert stood like this.
CREATE TABLE moment (
    alert INTEGER NOT NULL REFERENCES alert (number),
    at INTEGER NOT NULL,
    state INTEGER NOT NULL, -- 3 = its source told it no more
    severity INTEGER NOT NULL,
    acknowledged INTEGER NOT NULL,
    changes INTEGER NOT NULL DEFAULT 1, -- how many it stands for since it was thinned
    PRIMARY KEY (alert, at)
) WITHOUT ROWID;
CREATE INDEX moment_by_time ON moment (at);

-- When a source answered. What lies between two of these, nobody saw.
CREATE TABLE observed (
    source INTEGER NOT NULL REFERENCES source (number),
    begins INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    PRIMARY KEY (source, begins)
) WITHOUT ROWID;

-- Up to when days were thinned.
CREATE TABLE thinned (
    upto INTEGER NOT NULL
);
INSERT INTO thinned VALUES (0);
