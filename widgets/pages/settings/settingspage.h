// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/diagnostic.h"
#include "models/domain/sourcereport.h"
#include "widgets/shell/page.h"

#include <QTimer>

class QLabel;
class QStackedWidget;

namespace opsdeck {

class ActionButton;
class EmptyState;
class FaultList;
class Pill;
class SourceInspector;
class SourcesModel;
class SourcesTable;
class TellingView;

/// "Can I trust what I see?": the sources with the reason for their state, and the faults of the workspace's files.
class SettingsPage : public Page
{
    Q_OBJECT

public:
    explicit SettingsPage(Theme &theme, QWidget *parent = nullptr);

    static PageCard describe();
    PageCard card() const override { return describe(); }
    QWidget *inspector() override;
    QString place() const override; ///< "workspace", "telling", or "sources/NAME"
    void openPlace(const QString &place) override;
    QList<PagePlace> places() const override;
    QList<PageShortcut> shortcuts() const override;

    SourcesModel &model() { return *m_model; }
    TellingView &telling() { return *m_telling; }
    void setReports(const QList<SourceReport> &reports);
    void setFaults(const Diagnostics &faults, const QString &folder);
    /// The answer to testRequested.
    void showTest(const SourceId &source, const Result<SourceIdentity> &answer);
    /// The answer to trustRequested and programApproved.
    void showSettled(const HostId &host, const Result<void> &settled);

Q_SIGNALS:
    void opened(); ///< the page came into view
    void testRequested(const opsdeck::SourceId &source);
    void pollRequested(const opsdeck::SourceId &source);
    void trustRequested(const opsdeck::HostKeyOffer &offer);
    void programApproved(const opsdeck::ProgramOffer &offer);
    void connectRequested(const QString &kind); ///< as of connectKinds

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    enum Tab
    {
        Sources,
        Telling,
        Faults
    };

    void layOut();
    void showTab(Tab tab);
    void showCurrent();
    void tick();
    void retranslate();

    Theme &m_theme;
    SourcesModel *m_model;
    QLabel *m_title;
    Pill *m_sourcesTab;
    Pill *m_tellingTab;
    Pill *m_faultsTab;
    ActionButton *m_connect;
    QStackedWidget *m_stack;
    SourcesTable *m_table;
    EmptyState *m_empty;
    TellingView *m_telling;
    FaultList *m_faults;
    SourceInspector *m_inspector;
    Tab m_tab = Sources;
    QTimer m_clock;
};

} // namespace opsdeck
