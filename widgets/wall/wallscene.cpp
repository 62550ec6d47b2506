// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wall/wallscene.h"

#include <QEvent>

#include <algorithm>

namespace opsdeck {

bool WallContent::isBlind() const
{
    return sources.isEmpty() || std::any_of(sources.cbegin(), sources.cend(), [](const SourceView &source) {
        return opsdeck::isBlind(source.freshness);
    });
}

WallScene::WallScene(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    connect(&theme, &Theme::changed, this, [this] { restyle(); });
}

void WallScene::setMoment(const WallMoment &moment)
{
    // Ages are told in minutes: a second changes nothing that can be seen.
    const bool differs = moment.now.toSecsSinceEpoch() / 60 != m_moment.now.toSecsSinceEpoch() / 60
        || moment.blinking != m_moment.blinking || (!moment.blinking.isEmpty() && moment.lit != m_moment.lit);
    m_moment = moment;
    if (differs)
        update();
}

void WallScene::setScreenSize(const QSize &size)
{
    if (m_screen == size)
        return;
    m_screen = size;
    restyle();
}

void WallScene::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        restyle();
    QWidget::changeEvent(event);
}

void WallScene::restyle()
{
    update();
}

} // namespace opsdeck
