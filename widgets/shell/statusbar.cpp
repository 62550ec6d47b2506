// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/statusbar.h"

#include "widgets/parts/actionbutton.h"
#include "widgets/parts/elidedlabel.h"
#include "widgets/parts/plaintext.h"
#include "widgets/parts/timetext.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>

namespace opsdeck {

namespace {

constexpr int barHeight = 28;
constexpr int progressWidth = 160;

ActionButton *smallButton(Theme &theme, QWidget *parent)
{
    auto *button = new ActionButton(theme, ActionButton::Look::Quiet, {}, parent);
    button->setFont(theme.metaFont());
    button->setFixedHeight(barHeight - 6);
    button->setProperty("small", true);
    return button;
}

} // namespace

StatusBar::StatusBar(Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_count(smallButton(theme, this))
    , m_menu(new QMenu(this))
    , m_title(new ElidedLabel(theme, this))
    , m_progress(new QProgressBar(this))
    , m_cancel(smallButton(theme, this))
    , m_sync(plainLabel({}, this, theme.metaFont(), Token::TextMuted))
{
    setProperty("panel", QStringLiteral("status"));
    setFixedHeight(barHeight);
    m_title->setFont(theme.metaFont());
    m_progress->setFixedWidth(progressWidth);
    m_progress->setTextVisible(false);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 0, 16, 0);
    layout->setSpacing(8);
    layout->addWidget(m_count);
    layout->addWidget(m_title);
    layout->addWidget(m_progress);
    layout->addWidget(m_cancel);
    layout->addStretch(1);
    layout->addWidget(m_sync);
    connect(m_count, &QPushButton::clicked, this, [this] {
        fillMenu();
        m_menu->popup(m_count->mapToGlobal(QPoint(0, -m_menu->sizeHint().height())));
    });
    connect(m_cancel, &QPushButton::clicked, this, [this] { Q_EMIT cancelRequested(m_tasks.first().id); });
    retranslate();
}

void StatusBar::setTasks(const QList<TaskStatus> &tasks)
{
    if (m_tasks == tasks)
        return;
    m_tasks = tasks;
    retranslate();
}

void StatusBar::setLastSync(const QDateTime &lastSuccess, const QDateTime &now)
{
    m_lastSuccess = lastSuccess;
    m_now = now;
    //: %1 is "4 s ago"
    m_sync->setText(lastSuccess.isValid() ? tr("last sync %1").arg(agoText(lastSuccess, now)) : tr("not synced yet"));
    m_sync->setToolTip(exactText(lastSuccess));
}

void StatusBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

void StatusBar::retranslate()
{
    const bool any = !m_tasks.isEmpty();
    for (QWidget *widget : std::initializer_list<QWidget *>{m_count, m_title, m_progress})
        widget->setVisible(any);
    m_cancel->setVisible(any && m_tasks.first().cancellable);
    m_cancel->setText(tr("Cancel"));
    setLastSync(m_lastSuccess, m_now);
    if (!any)
        return;
    const TaskStatus &first = m_tasks.first();
    m_count->setText(tr("%n task(s) running", nullptr, static_cast<int>(m_tasks.size())));
    m_title->setText(first.title);
    m_progress->setRange(0, first.progress ? 1000 : 0);
    m_progress->setValue(static_cast<int>(first.progress.value_or(0) * 1000));
    m_progress->setAccessibleName(first.title);
}

void StatusBar::fillMenu()
{
    m_menu->clear();
    for (const TaskStatus &task : m_tasks) {
        QString title = task.title;
        title.replace(u'&', QStringLiteral("&&"));
        //: %1 is a task: "deploy shop 2.4.1 → production"
        QAction *action = m_menu->addAction(task.cancellable ? tr("Cancel: %1").arg(title) : title);
        action->setEnabled(task.cancellable);
        connect(action, &QAction::triggered, this, [this, id = task.id] { Q_EMIT cancelRequested(id); });
    }
}

} // namespace opsdeck
