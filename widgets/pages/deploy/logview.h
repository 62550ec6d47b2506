// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployrun.h"
#include "widgets/parts/card.h"

class QButtonGroup;
class QPlainTextEdit;

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
    void append(const DeployEvent &event);
    void showHost(const HostId &host); ///< an empty id shows all
    QString text() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void addPill(const HostId &host, const QString &word);
    void render();
    void write(const DeployEvent &event);
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
    HostId m_shown;
};

} // namespace opsdeck
