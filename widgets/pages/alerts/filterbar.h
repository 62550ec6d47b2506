// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertwall.h"
#include "models/domain/savedview.h"

#include <QWidget>

#include <functional>

class QMenu;

namespace opsdeck {

class Pill;
class SearchField;
class Theme;

/// The filter of the alert wall: what is typed, whole filters by name, and one source alone.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    explicit FilterBar(Theme &theme, QWidget *parent = nullptr);

    SearchField *field() { return m_field; }
    /// Those of the workspace stand first and cannot be changed here.
    void setViews(const QList<SavedView> &shared, const QList<SavedView> &own);
    void setSources(const QList<SourceView> &sources);
    QList<SavedView> views() const { return m_shared + m_own; }
    /// Of the view that is shown now; empty where the filter is none of them.
    QString currentView() const;

Q_SIGNALS:
    void ownViewsChanged(const QList<opsdeck::SavedView> &views);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void showCurrent();
    void fillViews(QMenu &menu);
    void fillSources(QMenu &menu);
    void addView(QMenu &menu, const SavedView &view);
    void askForName(const QString &name, const std::function<void(const QString &)> &take);
    void saveAs(const QString &name);
    void change(const QString &name, const std::function<void(QList<SavedView> &own, qsizetype at)> &how);
    QString source() const;
    void setSource(const QString &source);

    SearchField *m_field;
    Pill *m_viewPill;
    Pill *m_sourcePill;
    QList<SavedView> m_shared;
    QList<SavedView> m_own;
    QList<SourceView> m_sources;
};

} // namespace opsdeck
