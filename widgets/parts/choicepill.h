// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/parts/pill.h"

namespace opsdeck {

/// A pill that opens a short list and shows what is chosen.
class ChoicePill : public Pill
{
    Q_OBJECT

public:
    struct Choice
    {
        QString text;
        QString key;

        bool operator==(const Choice &) const = default;
    };

    ChoicePill(Theme &theme, QWidget *parent);

    void setPurpose(const QString &purpose); ///< for tooltip and screen readers
    void setPattern(const QString &pattern); ///< how the pill says what is chosen: "group by: %1"
    void setChoices(const QList<Choice> &choices);
    QString current() const { return m_current; }
    void setCurrent(const QString &key); ///< says nothing
    void openMenu();

Q_SIGNALS:
    void chosen(const QString &key);

private:
    void showCurrent();

    QString m_purpose;
    QString m_pattern;
    QList<Choice> m_choices;
    QString m_current;
};

} // namespace opsdeck
