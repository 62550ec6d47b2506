-- SPDX-License-Identifier: GPL-3.0-or-later
-- What monitoring tells: alerts, silences, rules.
CREATE TABLE alert (
    source TEXT NOT NULL REFERENCES source (id),
    fingerprint TEXT NOT NULL,
    severity INTEGER NOT NULL,
    severity_text TEXT NOT NULL,
    state INTEGER NOT NULL,
    name TEXT NOT NULL,
    summary TEXT NOT NULL,
    value TEXT NOT NULL,
    labels TEXT NOT NULL,
    annotations TEXT NOT NULL,
    silenced_by TEXT NOT NULL,
    starts_at INTEGER,
    updated_at INTEGER,
    link TEXT NOT NULL,
    PRIMARY KEY (source, fingerprint)
);

CREATE TABLE silence (
    source TEXT NOT NULL REFERENCES source (id),
    id TEXT NOT NULL,
    matchers TEXT NOT NULL,
    state TEXT NOT NULL,
    created_by TEXT NOT NULL,
    comment TEXT NOT NULL,
    starts_at INTEGER,
    ends_at INTEGER,
    PRIMARY KEY (source, id)
);

-- A group may hold several rules of one name that differ only in their query or labels, so these are part of the key.
CREATE TABLE alert_rule (
    source TEXT NOT NULL REFERENCES source (id),
    rule_group TEXT NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    labels TEXT NOT NULL,
    health TEXT NOT NULL,
    last_error TEXT NOT NULL,
    alerting INTEGER NOT NULL,
    PRIMARY KEY (source, rule_group, name, query, labels)
);
