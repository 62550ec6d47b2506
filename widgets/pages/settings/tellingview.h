// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/tellingreport.h"
#include "widgets/theme/theme.h"

#include <QScrollArea>

class QCheckBox;
class QLabel;
class QTreeView;
class QVBoxLayout;

namespace opsdeck {

class ActionButton;
class Card;
class DeliveryModel;

/// Who is told of alerts, from this desk: its sounds and popups, the rules and targets of the workspace, and what
/// became of the last messages.
class TellingView : public QScrollArea
{
    Q_OBJECT

public:
    explicit TellingView(Theme &theme, QWidget *parent = nullptr);

    void setReport(const TellingReport &report);
    DeliveryModel &deliveries() { return *m_deliveries; }

Q_SIGNALS:
    void voiceRequested(const opsdeck::DeskVoice &voice);
    void testRequested(const QString &outlet);
    void muteRequested(const QDateTime &until); ///< invalid = no longer

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Switch
    {
        QCheckBox *box;
        bool DeskVoice::*isOn;
    };

    QWidget *layOutDesk();
    void layOutLog();
    void fillDesk();
    void fillRules();
    void fillTargets();
    void addTarget(const TellingReport::Target &target);
    ActionButton *testButton(const QString &outlet, QWidget *parent);
    void retranslate();

    Theme &m_theme;
    TellingReport m_report;
    Card *m_desk;
    QLabel *m_silence; ///< why this desk says nothing
    QList<Switch> m_switches;
    ActionButton *m_testSound;
    ActionButton *m_testPopup;
    ActionButton *m_mute;
    Card *m_rules;
    Card *m_targets;
    Card *m_log;
    QLabel *m_noLog;
    QTreeView *m_table;
    DeliveryModel *m_deliveries;
};

} // namespace opsdeck
