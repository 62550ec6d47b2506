-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the program states of a step is kept as an English pattern (text) with its arguments, so that it can be shown in
-- any language. Older lines have their words whole.
ALTER TABLE deploy_event ADD COLUMN arguments TEXT NOT NULL DEFAULT '[]'; -- JSON array of texts
