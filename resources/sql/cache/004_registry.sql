-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a registry tells. An artifact is known by repository and digest; its tags are a list, for they move.
CREATE TABLE registry_project (
    source TEXT NOT NULL REFERENCES source (id),
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    repositories INTEGER NOT NULL,
    PRIMARY KEY (source, id)
);

CREATE TABLE registry_repository (
    source TEXT NOT NULL REFERENCES source (id),
    name TEXT NOT NULL,
    artifacts INTEGER NOT NULL,
    updated_at INTEGER,
    PRIMARY KEY (source, name)
);

CREATE TABLE artifact (
    source TEXT NOT NULL REFERENCES source (id),
    repository TEXT NOT NULL,
    digest TEXT NOT NULL,
    tags TEXT NOT NULL,
    size INTEGER NOT NULL,
    pushed_at INTEGER,
    scan_status TEXT NOT NULL,
    scan_severity TEXT NOT NULL,
    scan_critical INTEGER NOT NULL,
    scan_high INTEGER NOT NULL,
    scan_total INTEGER NOT NULL,
    scan_fixable INTEGER NOT NULL,
    PRIMARY KEY (source, repository, digest)
);
