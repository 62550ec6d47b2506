-- SPDX-License-Identifier: GPL-3.0-or-later
-- A repository that the registry no longer lists takes its artifacts along: nobody asks for them any more.
CREATE TRIGGER registry_repository_takes_artifacts AFTER DELETE ON registry_repository
BEGIN
    DELETE FROM artifact WHERE source = OLD.source AND repository = OLD.name;
END;
