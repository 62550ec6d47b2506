// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertwall.h"
#include "widgets/pages/alerts/silencedialog.h"
#include "widgets/shell/page.h"

class QKeyEvent;

namespace opsdeck {

class AlertInspector;
class AlertView;
class SilenceList;

/// What a person can do about the alert, or about all alerts of the group, that the view stands on: by keys, by the
/// inspector's buttons, and what the dialogs ask. Writes nothing. There only where somebody takes what it asks for.
class AlertHandler : public QObject
{
    Q_OBJECT

public:
    AlertHandler(Theme &theme, AlertView *view, AlertInspector *inspector, QWidget *parent);

    QList<PageShortcut> shortcuts() const;
    /// The list of all silences, open from now on; gone with its window.
    SilenceList *openSilenceList();
    void openSilenceDialog(const Silence &silence, const SilenceContext &context);

Q_SIGNALS:
    void deedGiven(const QList<opsdeck::AlertRow> &alerts, const opsdeck::AlertDeed &deed);
    void silenceWanted(const QList<opsdeck::AlertRow> &alerts); ///< of all in one; answered by openSilenceDialog
    void silencesWanted(); ///< answered by openSilenceList
    void silenceGiven(const opsdeck::Silence &silence);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool take(const QKeyEvent &event);
    QList<AlertRow> alerts() const;
    void ask(AlertDeed::Kind kind);
    void silence();
    QWidget *window() const;

    Theme &m_theme;
    AlertView *m_view;
};

} // namespace opsdeck
