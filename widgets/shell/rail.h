// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/page.h"

#include <QFrame>
#include <QHash>

class QLabel;
class QVBoxLayout;

namespace opsdeck {

class RailEntry;

/// The left edge: one entry per page, settings at the bottom; collapses to icons.
class Rail : public QFrame
{
    Q_OBJECT

public:
    explicit Rail(Theme &theme, QWidget *parent = nullptr);

    enum class Place
    {
        Top,
        Bottom
    };

    void addEntry(const QString &id, const QString &iconName, Place place);
    void setTitle(const QString &id, const QString &title, const QString &shortcut);
    void setBadge(const QString &id, const std::optional<PageBadge> &badge);
    void setCurrent(const QString &id);
    void setCollapsed(bool collapsed);
    bool isCollapsed() const { return m_collapsed; }

Q_SIGNALS:
    void chosen(const QString &id);
    void collapsedChanged(bool collapsed);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void retint();

    Theme &m_theme;
    QLabel *m_logo;
    QLabel *m_name;
    QVBoxLayout *m_top;
    QVBoxLayout *m_bottom;
    RailEntry *m_toggle;
    QHash<QString, RailEntry *> m_entries;
    bool m_collapsed = false;
};

} // namespace opsdeck
