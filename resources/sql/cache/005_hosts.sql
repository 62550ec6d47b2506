-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the Docker engines tell. The source of a host is "docker/" and its name.
CREATE TABLE container (
    source TEXT NOT NULL REFERENCES source (id),
    id TEXT NOT NULL,
    host TEXT NOT NULL,
    name TEXT NOT NULL,
    image TEXT NOT NULL,
    image_id TEXT NOT NULL,
    digest TEXT NOT NULL,
    state TEXT NOT NULL,
    health INTEGER NOT NULL,
    compose_project TEXT NOT NULL,
    compose_service TEXT NOT NULL,
    labels TEXT NOT NULL,
    created_at INTEGER,
    PRIMARY KEY (source, id)
);

CREATE TABLE host_image (
    source TEXT NOT NULL REFERENCES source (id),
    id TEXT NOT NULL,
    host TEXT NOT NULL,
    tags TEXT NOT NULL,
    digests TEXT NOT NULL,
    size INTEGER NOT NULL,
    created_at INTEGER,
    PRIMARY KEY (source, id)
);

CREATE TABLE engine (
    source TEXT NOT NULL REFERENCES source (id),
    host TEXT NOT NULL,
    version TEXT NOT NULL,
    api_version TEXT NOT NULL,
    operating_system TEXT NOT NULL,
    cpus INTEGER NOT NULL,
    memory INTEGER NOT NULL,
    containers INTEGER NOT NULL,
    PRIMARY KEY (source, host)
);
