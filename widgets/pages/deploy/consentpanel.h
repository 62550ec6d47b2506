// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/precheckreport.h"
#include "widgets/parts/card.h"

#include <QMap>
#include <QSet>

class QLabel;
class QLineEdit;
class QScrollArea;
class QVBoxLayout;

namespace opsdeck {

class OverrideRow;

/// What people have to answer before a deployment starts: overrides of what blocks, and the name of a second person.
class ConsentPanel : public Card
{
    Q_OBJECT

public:
    explicit ConsentPanel(Theme &theme, QWidget *parent = nullptr);

    /// Of the answers to the report before, those that still hold are kept (carriedOver).
    void setReport(const PrecheckReport &report);
    void clear(); ///< all that was answered
    const StartConsent &consent() const { return m_consent; }
    bool isNeeded() const; ///< anything has to be answered

Q_SIGNALS:
    void consentChanged(const opsdeck::StartConsent &consent);

protected:
    void changeEvent(QEvent *event) override;

private:
    void layOut();
    void giveOverride(PrecheckKind kind, const QString &text);
    void takeBack(PrecheckKind kind);
    void confirmBy(const QString &name);
    void showRows();
    OverrideRow *rowOf(PrecheckKind kind);
    void showSecond();
    void retranslate();

    Theme &m_theme;
    PrecheckReport m_report;
    StartConsent m_consent;
    QMap<PrecheckKind, int> m_blocks;
    QSet<PrecheckKind> m_outdated; ///< whose override went with the last report
    QMap<PrecheckKind, OverrideRow *> m_rows;
    QScrollArea *m_area;
    QVBoxLayout *m_list;
    QWidget *m_second;
    QLabel *m_secondTitle;
    QLabel *m_secondTold;
    QLineEdit *m_name;
    QLabel *m_flaw;
};

} // namespace opsdeck
