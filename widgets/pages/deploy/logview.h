// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployrun.h"
#include "widgets/parts/card.h"

#include <QTimer>

class QButtonGroup;
class QPlainTextEdit;
class QTextCursor;

namespace opsdeck {

class ActionButton;
class FlowLayout;

/// The output of a run as it comes: filtered by host, following its end or not, copied as a whole.
class LogView : public Card
{
    Q_OBJECT

public:
    static constexpr int MaxLines = 20'000; ///< the newest are shown; the ledger has all of them

    explicit LogView(Theme &theme, QWidget *parent = nullptr);

    void start(const QList<HostId> &hosts); ///< empties the log
    /// One that comes alone is shown at once, many are shown together.
    void append(const DeployEvent &event);
    void showHost(const HostId &host); ///< an empty id shows all
    QString text() const; ///< all lines of the hosts that are shown

protected:
    void changeEvent(QEvent *event) override;

private:
    void addPill(const HostId &host, const QString &word);
    void render();
    void writeWaiting();
    void write(QTextCursor &cursor, const DeployEvent &event);
    void scrollToEnd();
    bool isShown(const DeployEvent &event) const;
    void retranslate();

    Theme &m_theme;
    QButtonGroup *m_pills;
    FlowLayout *m_pillRow;
    ActionButton *m_follow;
    ActionButton *m_wrap;
    ActionButton *m_copy;
    QPlainTextEdit *m_text;
    QList<HostId> m_hosts;
    QList<DeployEvent> m_events;
    qsizetype m_waiting = 0; ///< the newest of them that are not shown yet
    QTimer m_pause; ///< while it runs, lines wait
    HostId m_shown;
};

} // namespace opsdeck
