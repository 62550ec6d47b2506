-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a GitLab tells. Ids are the server's own; the primary keys also serve "the newest of a project".
CREATE TABLE project (
    source TEXT NOT NULL REFERENCES source (id),
    id INTEGER NOT NULL,
    path TEXT NOT NULL,
    name TEXT NOT NULL,
    default_branch TEXT NOT NULL,
    web_url TEXT NOT NULL,
    last_activity_at INTEGER,
    PRIMARY KEY (source, id)
);

CREATE TABLE branch (
    source TEXT NOT NULL REFERENCES source (id),
    project INTEGER NOT NULL,
    name TEXT NOT NULL,
    commit_sha TEXT NOT NULL,
    committed_at INTEGER,
    is_protected INTEGER NOT NULL,
    merged INTEGER NOT NULL,
    PRIMARY KEY (source, project, name)
);

CREATE TABLE tag (
    source TEXT NOT NULL REFERENCES source (id),
    project INTEGER NOT NULL,
    name TEXT NOT NULL,
    commit_sha TEXT NOT NULL,
    message TEXT NOT NULL,
    committed_at INTEGER,
    PRIMARY KEY (source, project, name)
);

CREATE TABLE git_release (
    source TEXT NOT NULL REFERENCES source (id),
    project INTEGER NOT NULL,
    tag TEXT NOT NULL,
    name TEXT NOT NULL,
    commit_sha TEXT NOT NULL,
    released_at INTEGER,
    PRIMARY KEY (source, project, tag)
);

CREATE TABLE pipeline (
    source TEXT NOT NULL REFERENCES source (id),
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    ref TEXT NOT NULL,
    sha TEXT NOT NULL,
    status TEXT NOT NULL,
    origin TEXT NOT NULL,
    web_url TEXT NOT NULL,
    created_at INTEGER,
    updated_at INTEGER,
    jobs TEXT NOT NULL,
    PRIMARY KEY (source, project, id)
);

CREATE TABLE merge_request (
    source TEXT NOT NULL REFERENCES source (id),
    project INTEGER NOT NULL,
    iid INTEGER NOT NULL,
    title TEXT NOT NULL,
    state TEXT NOT NULL,
    author TEXT NOT NULL,
    source_branch TEXT NOT NULL,
    target_branch TEXT NOT NULL,
    merge_commit TEXT NOT NULL,
    web_url TEXT NOT NULL,
    created_at INTEGER,
    updated_at INTEGER,
    merged_at INTEGER,
    PRIMARY KEY (source, project, iid)
);
CREATE INDEX merge_request_by_update ON merge_request (source, project, updated_at, iid);

CREATE TABLE git_environment (
    source TEXT NOT NULL REFERENCES source (id),
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    external_url TEXT NOT NULL,
    PRIMARY KEY (source, project, id)
);

CREATE TABLE git_deployment (
    source TEXT NOT NULL REFERENCES source (id),
    project INTEGER NOT NULL,
    id INTEGER NOT NULL,
    environment TEXT NOT NULL,
    ref TEXT NOT NULL,
    sha TEXT NOT NULL,
    status TEXT NOT NULL,
    deployed_by TEXT NOT NULL,
    created_at INTEGER,
    updated_at INTEGER,
    PRIMARY KEY (source, project, id)
);
