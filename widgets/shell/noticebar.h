// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/stateshape.h"

#include <QWidget>

class QVBoxLayout;

namespace opsdeck {

/// Something about the desk as a whole that a person has to know before they trust or change anything.
struct Notice
{
    QString id;
    StateShape shape = StateShape::Warning;
    QString text;
    QString action; ///< of the button; empty = none
    bool mayBeClosed = false;

    bool operator==(const Notice &) const = default;
};

/// The notices, one below the other, above the page. One that was closed comes back only with another text.
class NoticeBar : public QWidget
{
    Q_OBJECT

public:
    explicit NoticeBar(Theme &theme, QWidget *parent = nullptr);

    void setNotices(const QList<Notice> &notices);
    QList<Notice> shown() const;

Q_SIGNALS:
    void activated(const QString &id);

private:
    void rebuild();
    QWidget *rowOf(const Notice &notice);

    Theme &m_theme;
    QVBoxLayout *m_layout;
    QList<Notice> m_notices;
    QList<Notice> m_closed;
};

} // namespace opsdeck
