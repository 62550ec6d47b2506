-- SPDX-License-Identifier: GPL-3.0-or-later
-- Which time it is that an alert fires, what its value is held against, and what people said about it there.
ALTER TABLE alert ADD COLUMN occurrence TEXT NOT NULL DEFAULT '';
ALTER TABLE alert ADD COLUMN threshold TEXT NOT NULL DEFAULT '';
ALTER TABLE alert ADD COLUMN acknowledged INTEGER NOT NULL DEFAULT 0;
ALTER TABLE alert ADD COLUMN notes TEXT NOT NULL DEFAULT '[]';
