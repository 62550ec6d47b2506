// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wall/wallwindow.h"

#include "widgets/wall/problemscene.h"
#include "widgets/wall/wallfooter.h"
#include "widgets/wall/wallheader.h"
#include "widgets/wall/wallscenes.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStackedWidget>

namespace opsdeck {

WallWindow::WallWindow(Theme &theme, WallSceneContext::Layout layout, QWidget *parent)
    : QWidget(parent, Qt::Window | Qt::FramelessWindowHint)
    , m_theme(theme)
    , m_layout(std::move(layout))
    , m_content(new QWidget(this))
    , m_header(new WallHeader(theme, m_content))
    , m_footer(new WallFooter(theme, m_content))
    , m_stack(new QStackedWidget(m_content))
    , m_problem(new ProblemScene(theme, m_stack))
{
    setCursor(Qt::BlankCursor);
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_content->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_stack->addWidget(m_problem);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

WallWindow::~WallWindow() = default;

void WallWindow::setScenes(const Workspace &workspace, const WallSet &set)
{
    clearScenes();
    m_header->setShift(set.shift);
    for (const WallSceneSpec &spec : set.scenes) {
        const WallSceneKind *kind = wallSceneKind(spec.kind);
        if (!kind)
            continue; // the reader has said so
        WallScene *scene = kind->make({m_theme, workspace, spec, set.shift, m_layout}).release();
        m_stack->addWidget(scene); // becomes its parent
        m_scenes.push_back(scene);
    }
    layOut();
    setContent(m_last);
    setMoment(m_moment);
    showScene(0);
}

void WallWindow::clearScenes()
{
    for (WallScene *scene : m_scenes) {
        m_stack->removeWidget(scene);
        delete scene;
    }
    m_scenes.clear();
    m_header->setShift({});
    setContent({});
    m_front = 0;
}

void WallWindow::setProblem(const QString &title, const QString &detail)
{
    m_problem->setProblem(title, detail);
    if (!title.isEmpty())
        m_stack->setCurrentWidget(m_problem);
    else if (!m_scenes.empty())
        showScene(m_front);
}

bool WallWindow::hasProblem() const
{
    return !m_problem->title().isEmpty();
}

void WallWindow::setNotice(const QString &notice)
{
    m_header->setNotice(notice);
}

QString WallWindow::notice() const
{
    return m_header->notice();
}

void WallWindow::setContent(const WallContent &content)
{
    m_last = content;
    for (WallScene *part : everything())
        part->setContent(content);
}

void WallWindow::setMoment(const WallMoment &moment)
{
    m_moment = moment;
    for (WallScene *part : everything())
        part->setMoment(moment);
}

void WallWindow::showScene(int index)
{
    if (index < 0 || index >= sceneCount())
        return;
    const bool another = m_front != index || m_stack->currentWidget() != sceneAt(index);
    m_front = index;
    if (!another || hasProblem())
        return;
    sceneAt(index)->begin();
    m_stack->setCurrentWidget(sceneAt(index));
}

int WallWindow::heartbeat() const
{
    return m_footer->beat();
}

QPoint WallWindow::shift() const
{
    return m_content->pos();
}

void WallWindow::setShift(int step)
{
    if (m_shiftStep == step)
        return;
    m_shiftStep = step;
    layOut();
}

std::vector<WallScene *> WallWindow::everything() const
{
    std::vector<WallScene *> all{m_header, m_footer, m_problem};
    all.insert(all.end(), m_scenes.begin(), m_scenes.end());
    return all;
}

/// The margin is wider than the picture ever moves.
void WallWindow::layOut()
{
    static constexpr QPoint steps[] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {-1, 1}, {-1, 0}, {-1, -1}, {0, -1}, {1, -1}};
    const WallType type(m_theme, size());
    const QPoint step = steps[static_cast<size_t>(m_shiftStep) % std::size(steps)];
    m_content->setGeometry(QRect(step * qRound(type.px(ShiftPixels)), size()));
    const int margin = qRound(type.px(WallType::Margin));
    const int gap = qRound(type.px(WallType::Gap));
    const int header = qRound(type.px(WallHeader::Height));
    const int footer = qRound(type.px(WallFooter::Height));
    const int wide = width() - 2 * margin;
    m_header->setGeometry(margin, margin / 2, wide, header);
    m_footer->setGeometry(margin, height() - margin * 3 / 4 - footer, wide, footer);
    const int top = margin / 2 + header + gap / 2;
    m_stack->setGeometry(margin, top, wide, m_footer->y() - gap - top);
    for (WallScene *part : everything())
        part->setScreenSize(size());
}

void WallWindow::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), m_theme.color(Token::Surface0));
}

void WallWindow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layOut();
}

void WallWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Q && event->modifiers() == Qt::ControlModifier)
        close();
    else if (event->key() == Qt::Key_Right || event->key() == Qt::Key_Space)
        Q_EMIT sceneWanted(1);
    else if (event->key() == Qt::Key_Left)
        Q_EMIT sceneWanted(-1);
    else
        QWidget::keyPressEvent(event);
}

void WallWindow::closeEvent(QCloseEvent *event)
{
    QWidget::closeEvent(event);
    Q_EMIT closed();
}

} // namespace opsdeck
