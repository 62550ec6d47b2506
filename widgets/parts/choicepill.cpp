// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/choicepill.h"

#include "widgets/parts/plaintext.h"

#include <QMenu>

namespace opsdeck {

ChoicePill::ChoicePill(Theme &theme, QWidget *parent)
    : Pill(theme, parent)
{
    connect(this, &QAbstractButton::clicked, this, &ChoicePill::openMenu);
}

void ChoicePill::setPurpose(const QString &purpose)
{
    m_purpose = purpose;
    setToolTip(plainToolTip(purpose));
    showCurrent();
}

void ChoicePill::setPattern(const QString &pattern)
{
    m_pattern = pattern;
    showCurrent();
}

void ChoicePill::setChoices(const QList<Choice> &choices)
{
    m_choices = choices;
    showCurrent();
}

void ChoicePill::setCurrent(const QString &key)
{
    m_current = key;
    showCurrent();
}

void ChoicePill::openMenu()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const Choice &choice : std::as_const(m_choices)) {
        QAction *action = menu->addAction(QString(choice.text).replace(u'&', QStringLiteral("&&")));
        action->setCheckable(true);
        action->setChecked(choice.key == m_current);
        connect(action, &QAction::triggered, this, [this, key = choice.key] {
            setCurrent(key);
            Q_EMIT chosen(key);
        });
    }
    menu->popup(mapToGlobal(QPoint(0, height() + Theme::Grid)));
}

void ChoicePill::showCurrent()
{
    for (const Choice &choice : std::as_const(m_choices)) {
        if (choice.key != m_current)
            continue;
        setText((m_pattern.isEmpty() ? choice.text : m_pattern.arg(choice.text)) + QStringLiteral(" ▾"));
        setAccessibleName(m_purpose + QStringLiteral(": ") + choice.text);
        updateGeometry();
    }
}

} // namespace opsdeck
