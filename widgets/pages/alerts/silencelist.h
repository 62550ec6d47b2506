// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/silencematch.h"

#include <QDialog>

class QLabel;
class QTreeView;

namespace opsdeck {

class ActionButton;
class EmptyState;
class SilenceModel;
class Theme;

/// Every silence of every source that can be changed: what it hits and until when. Those that hit nothing or end soon
/// are marked and counted. Writes nothing.
class SilenceList : public QDialog
{
    Q_OBJECT

public:
    explicit SilenceList(Theme &theme, QWidget *parent = nullptr);

    void setSilences(const QList<SilenceView> &views, const QDateTime &now);
    SilenceModel &model() const { return *m_model; }

Q_SIGNALS:
    void changeRequested(const opsdeck::Silence &silence);
    void endRequested(const opsdeck::Silence &silence); ///< the person has confirmed it

private:
    void addTable();
    void addButtons();
    std::optional<Silence> current() const;
    void askBeforeEnding();
    void showButtons();
    QString summary() const;

    Theme &m_theme;
    SilenceModel *m_model;
    QLabel *m_summary;
    QTreeView *m_table;
    EmptyState *m_empty;
    ActionButton *m_change = nullptr;
    ActionButton *m_end = nullptr;
};

} // namespace opsdeck
