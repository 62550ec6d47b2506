// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/topology/focuspill.h"

#include "widgets/pages/topology/focuschooser.h"
#include "widgets/parts/plaintext.h"

#include <QEvent>

namespace opsdeck {

FocusPill::FocusPill(Theme &theme, QWidget *parent)
    : Pill(theme, parent)
    , m_theme(theme)
{
    setCheckable(true);
    setChecked(true); // looks like the one thing that is chosen
    connect(this, &QAbstractButton::clicked, this, [this] {
        setChecked(true);
        open();
    });
    retranslate();
}

void FocusPill::setFocusOn(const QString &title)
{
    m_title = title;
    setText(title + QStringLiteral(" ▾"));
    updateGeometry();
    retranslate();
}

void FocusPill::setNodes(const QList<TopologyNode> &nodes)
{
    m_nodes = nodes;
}

void FocusPill::open()
{
    auto *chooser = new FocusChooser(m_theme, m_nodes, this);
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    connect(chooser, &FocusChooser::chosen, this, &FocusPill::chosen);
    chooser->move(mapToGlobal(QPoint(0, height() + Theme::Grid)));
    chooser->show();
}

void FocusPill::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Pill::changeEvent(event);
}

void FocusPill::retranslate()
{
    setToolTip(plainToolTip(tr("Choose what to look at (F)")));
    setAccessibleName(tr("Focus: %1").arg(m_title));
}

} // namespace opsdeck
