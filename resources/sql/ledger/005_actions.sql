-- SPDX-License-Identifier: GPL-3.0-or-later
-- What was done about alerts is read at every refresh; it stands among all that was ever done.
CREATE INDEX ledger_entry_by_action ON ledger_entry (action, at);
