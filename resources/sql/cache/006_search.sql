-- SPDX-License-Identifier: GPL-3.0-or-later
-- Full-text search over what grows: an index of trigrams (it finds Chinese, and parts of words) beside each table, by
-- the table's rowid. New rows are indexed later, in idle time, so that they cost nothing when they come; search_mark
-- says up to which row that is done. Changed and deleted rows keep their index true at once. The small tables are
-- searched as they are.
CREATE TABLE search_mark (
    name TEXT NOT NULL PRIMARY KEY,
    upto INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO search_mark VALUES ('pipeline', 0), ('merge_request', 0), ('tag', 0), ('git_release', 0);

-- Nobody types more than the first digits of a commit.
CREATE VIRTUAL TABLE pipeline_search USING fts5(ref, sha, content='', tokenize='trigram');
CREATE TRIGGER pipeline_leaves_search AFTER DELETE ON pipeline
WHEN OLD.rowid <= (SELECT upto FROM search_mark WHERE name = 'pipeline')
BEGIN
    INSERT INTO pipeline_search (pipeline_search, rowid, ref, sha)
    VALUES ('delete', OLD.rowid, OLD.ref, substr(OLD.sha, 1, 12));
    UPDATE search_mark SET upto = min(upto, (SELECT coalesce(max(rowid), 0) FROM pipeline)) WHERE name = 'pipeline';
END;
CREATE TRIGGER pipeline_changes_search AFTER UPDATE OF ref, sha ON pipeline
WHEN (OLD.ref, OLD.sha) IS NOT (NEW.ref, NEW.sha)
    AND OLD.rowid <= (SELECT upto FROM search_mark WHERE name = 'pipeline')
BEGIN
    INSERT INTO pipeline_search (pipeline_search, rowid, ref, sha)
    VALUES ('delete', OLD.rowid, OLD.ref, substr(OLD.sha, 1, 12));
    INSERT INTO pipeline_search (rowid, ref, sha) VALUES (NEW.rowid, NEW.ref, substr(NEW.sha, 1, 12));
END;

CREATE VIRTUAL TABLE merge_request_search USING fts5(title, author, source_branch, content='', tokenize='trigram');
CREATE TRIGGER merge_request_leaves_search AFTER DELETE ON merge_request
WHEN OLD.rowid <= (SELECT upto FROM search_mark WHERE name = 'merge_request')
BEGIN
    INSERT INTO merge_request_search (merge_request_search, rowid, title, author, source_branch)
    VALUES ('delete', OLD.rowid, OLD.title, OLD.author, OLD.source_branch);
    UPDATE search_mark SET upto = min(upto, (SELECT coalesce(max(rowid), 0) FROM merge_request))
    WHERE name = 'merge_request';
END;
CREATE TRIGGER merge_request_changes_search AFTER UPDATE OF title, author, source_branch ON merge_request
WHEN (OLD.title, OLD.author, OLD.source_branch) IS NOT (NEW.title, NEW.author, NEW.source_branch)
    AND OLD.rowid <= (SELECT upto FROM search_mark WHERE name = 'merge_request')
BEGIN
    INSERT INTO merge_request_search (merge_request_search, rowid, title, author, source_branch)
    VALUES ('delete', OLD.rowid, OLD.title, OLD.author, OLD.source_branch);
    INSERT INTO merge_request_search (rowid, title, author, source_branch)
    VALUES (NEW.rowid, NEW.title, NEW.author, NEW.source_branch);
END;

CREATE VIRTUAL TABLE tag_search USING fts5(name, message, commit_sha, content='', tokenize='trigram');
CREATE TRIGGER tag_leaves_search AFTER DELETE ON tag
WHEN OLD.rowid <= (SELECT upto FROM search_mark WHERE name = 'tag')
BEGIN
    INSERT INTO tag_search (tag_search, rowid, name, message, commit_sha)
    VALUES ('delete', OLD.rowid, OLD.name, OLD.message, substr(OLD.commit_sha, 1, 12));
    UPDATE search_mark SET upto = min(upto, (SELECT coalesce(max(rowid), 0) FROM tag)) WHERE name = 'tag';
END;
CREATE TRIGGER tag_changes_search AFTER UPDATE OF name, message, commit_sha ON tag
WHEN (OLD.name, OLD.message, OLD.commit_sha) IS NOT (NEW.name, NEW.message, NEW.commit_sha)
    AND OLD.rowid <= (SELECT upto FROM search_mark WHERE name = 'tag')
BEGIN
    INSERT INTO tag_search (tag_search, rowid, name, message, commit_sha)
    VALUES ('delete', OLD.rowid, OLD.name, OLD.message, substr(OLD.commit_sha, 1, 12));
    INSERT INTO tag_search (rowid, name, message, commit_sha)
    VALUES (NEW.rowid, NEW.name, NEW.message, substr(NEW.commit_sha, 1, 12));
END;

CREATE VIRTUAL TABLE git_release_search USING fts5(tag, name, content='', tokenize='trigram');
CREATE TRIGGER git_release_leaves_search AFTER DELETE ON git_release
WHEN OLD.rowid <= (SELECT upto FROM search_mark WHERE name = 'git_release')
BEGIN
    INSERT INTO git_release_search (git_release_search, rowid, tag, name)
    VALUES ('delete', OLD.rowid, OLD.tag, OLD.name);
    UPDATE search_mark SET upto = min(upto, (SELECT coalesce(max(rowid), 0) FROM git_release))
    WHERE name = 'git_release';
END;
CREATE TRIGGER git_release_changes_search AFTER UPDATE OF tag, name ON git_release
WHEN (OLD.tag, OLD.name) IS NOT (NEW.tag, NEW.name)
    AND OLD.rowid <= (SELECT upto FROM search_mark WHERE name = 'git_release')
BEGIN
    INSERT INTO git_release_search (git_release_search, rowid, tag, name)
    VALUES ('delete', OLD.rowid, OLD.tag, OLD.name);
    INSERT INTO git_release_search (rowid, tag, name) VALUES (NEW.rowid, NEW.tag, NEW.name);
END;
