// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/inspectorpanel.h"

#include "widgets/parts/elidedlabel.h"
#include "widgets/parts/flowlayout.h"
#include "widgets/parts/statebadge.h"

#include <QEvent>
#include <QVBoxLayout>

namespace opsdeck {

namespace {

constexpr int closeButtonWidth = 36; ///< the frame around the panel has it at the top right

} // namespace

InspectorPanel::InspectorPanel(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_badge(new StateBadge(theme, StateShape::Unknown, 16, this))
    , m_title(new ElidedLabel(theme, this))
    , m_subtitle(new ElidedLabel(theme, this))
    , m_actions(new QWidget(this))
    , m_sections(new QVBoxLayout)
{
    m_title->setFont(theme.titleFont());
    m_subtitle->setToken(Token::TextMuted);
    m_badge->hide();
    m_actions->hide();
    new FlowLayout(m_actions);

    auto *head = new QHBoxLayout;
    head->setContentsMargins(0, 0, closeButtonWidth, 0);
    head->setSpacing(2 * Theme::Grid);
    head->addWidget(m_badge);
    head->addWidget(m_title, 1);
    m_sections->setSpacing(3 * Theme::Grid);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::Grid);
    layout->addLayout(head);
    layout->addWidget(m_subtitle);
    layout->addSpacing(Theme::Grid);
    layout->addWidget(m_actions);
    layout->addSpacing(2 * Theme::Grid);
    layout->addLayout(m_sections);
    layout->addStretch(1);
}

void InspectorPanel::setTitle(const QString &title, std::optional<StateShape> shape)
{
    m_title->setText(title);
    m_badge->setVisible(shape.has_value());
    if (shape)
        m_badge->setShape(*shape);
}

void InspectorPanel::setSubtitle(const QString &subtitle)
{
    m_subtitle->setText(subtitle);
}

void InspectorPanel::addAction(QWidget *button)
{
    m_actions->layout()->addWidget(button);
    m_actions->show();
}

void InspectorPanel::addSection(QWidget *section)
{
    m_sections->addWidget(section);
}

QSize InspectorPanel::minimumSizeHint() const
{
    // A scroll area asks for the minimum only, and wrapped texts and pills need more height than that.
    return {layout()->totalMinimumSize().width(), layout()->totalHeightForWidth(width())};
}

bool InspectorPanel::event(QEvent *event)
{
    const bool done = QWidget::event(event);
    // The size hint may be the old one while the height for this width is not: the scroll area has to ask again.
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Show)
        updateGeometry();
    return done;
}

} // namespace opsdeck
