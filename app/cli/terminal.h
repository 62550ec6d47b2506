// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdio>

namespace opsdeck {

/// Lines for people on one of the standard streams; on a terminal also a progress line that later lines push down.
/// Control characters from outside are made visible, so that no server moves the cursor.
class Terminal
{
public:
    explicit Terminal(FILE *stream);
    ~Terminal();
    Terminal(const Terminal &) = delete;
    Terminal &operator=(const Terminal &) = delete;

    bool isInteractive() const { return m_interactive; }
    void line(const QString &text);
    /// Nothing where the stream is no terminal.
    void progress(int done, int total, const QString &what);

private:
    void clearProgress();

    FILE *m_stream;
    bool m_interactive;
    bool m_hasProgress = false;
};

/// The text with control characters as their visible pictures (U+2400 …) and bidirectional overrides removed.
QString visibleText(const QString &text);

} // namespace opsdeck
