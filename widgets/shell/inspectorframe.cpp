// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/inspectorframe.h"

#include "widgets/parts/actionbutton.h"

#include <QEvent>
#include <QScrollArea>
#include <QStackedLayout>

namespace opsdeck {

InspectorFrame::InspectorFrame(Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_stack(new QStackedLayout(this))
    , m_close(new ActionButton(theme, ActionButton::Look::Quiet, QStringLiteral("Esc"), this))
{
    setProperty("panel", QStringLiteral("inspector"));
    setFixedWidth(Width);
    m_stack->setContentsMargins(1, 0, 0, 0);
    m_close->setFont(theme.metaFont());
    connect(m_close, &QPushButton::clicked, this, &InspectorFrame::closeRequested);
    retranslate();
    hide();
}

void InspectorFrame::showInspector(QWidget *inspector)
{
    QWidget *&scroll = m_scrolls[inspector];
    if (!scroll) {
        auto *area = new QScrollArea(this);
        inspector->setContentsMargins(Theme::PageMargin, Theme::PageMargin, Theme::PageMargin, Theme::PageMargin);
        area->setWidget(inspector);
        area->setWidgetResizable(true);
        area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        area->setFocusPolicy(Qt::NoFocus);
        m_stack->addWidget(area);
        scroll = area;
    }
    m_stack->setCurrentWidget(scroll);
    inspector->show();
    m_close->raise();
}

void InspectorFrame::release(QWidget *inspector)
{
    auto *area = qobject_cast<QScrollArea *>(m_scrolls.take(inspector));
    if (!area)
        return;
    area->takeWidget();
    inspector->hide();
    area->deleteLater();
}

void InspectorFrame::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    m_close->adjustSize();
    m_close->move(width() - m_close->width() - 8, 8);
    m_close->raise();
}

void InspectorFrame::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

void InspectorFrame::retranslate()
{
    setAccessibleName(tr("Inspector"));
    m_close->setAccessibleName(tr("Close the inspector"));
    m_close->setToolTip(tr("Close the inspector"));
}

} // namespace opsdeck
