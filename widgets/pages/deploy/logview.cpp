// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/deploy/logview.h"

#include "widgets/pages/deploy/deploytext.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/flowlayout.h"
#include "widgets/parts/pill.h"

#include <QButtonGroup>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QVBoxLayout>

namespace opsdeck {

namespace {

using namespace std::chrono_literals;

constexpr auto PieceEvery = 33ms;
constexpr int LinesAPiece = 150;

Token tokenOf(const DeployEvent &event)
{
    if (event.kind == DeployEvent::Kind::Output)
        return Token::Text;
    const bool ended = event.kind == DeployEvent::Kind::RunEnded || event.kind == DeployEvent::Kind::RunChanged;
    const StateShape shape = ended ? shapeOf(event.runState) : shapeOf(event.stepState);
    return shape == StateShape::Running ? Token::TextMuted : tokenOf(shape);
}

/// When and where.
QString headOf(const DeployEvent &event)
{
    const QString time = event.at.toLocalTime().toString(QStringLiteral("HH:mm:ss"));
    const QString where = QStringLiteral("%1 %2").arg(event.host.text(), event.part.text()).trimmed();
    return QStringLiteral("%1 %2  ").arg(time, where);
}

} // namespace

LogView::LogView(Theme &theme, QWidget *parent)
    : Card(theme, {}, parent)
    , m_theme(theme)
    , m_pills(new QButtonGroup(this))
    , m_follow(new ActionButton(theme, ActionButton::Look::Quiet, {}, this))
    , m_wrap(new ActionButton(theme, ActionButton::Look::Quiet, {}, this))
    , m_copy(new ActionButton(theme, ActionButton::Look::Quiet, {}, this))
    , m_text(new QPlainTextEdit(this))
{
    auto *pills = new QWidget(this);
    m_pillRow = new FlowLayout(pills);
    auto *head = new QHBoxLayout;
    head->addWidget(pills, 1);
    for (auto *button : {m_follow, m_wrap, m_copy})
        head->addWidget(button, 0, Qt::AlignTop);
    body()->addLayout(head);
    body()->addWidget(m_text, 1);
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    m_wrap->setCheckable(true);
    m_copy->setIconName(QStringLiteral("copy"));
    m_follow->setIconName(QStringLiteral("follow"));
    m_wrap->setIconName(QStringLiteral("wrap"));
    m_text->setReadOnly(true);
    m_text->setUndoRedoEnabled(false);
    m_text->setTabChangesFocus(true);
    m_text->setMaximumBlockCount(MaxLines);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(theme.monoFont());
    m_text->setProperty("inCard", true);
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &LogView::writeWaiting);
    connect(m_follow, &ActionButton::clicked, this, &LogView::scrollToEnd);
    connect(m_wrap, &ActionButton::toggled, this,
        [this](bool wrap) { m_text->setLineWrapMode(wrap ? QPlainTextEdit::WidgetWidth : QPlainTextEdit::NoWrap); });
    connect(m_copy, &ActionButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(text()); });
    connect(&theme, &Theme::changed, this, &LogView::render);
    retranslate();
}

void LogView::start(const QList<HostId> &hosts)
{
    m_hosts = hosts;
    m_events.clear();
    m_shown = {};
    retranslate();
}

void LogView::append(const DeployEvent &event)
{
    m_events.append(event);
    if (m_events.size() > MaxLines)
        m_events.removeFirst();
    m_waiting = std::min(m_waiting + 1, m_events.size());
    if (!m_pause.isActive())
        writeWaiting();
}

/// Each piece is laid out once; what does not fit into this one waits for the next.
void LogView::writeWaiting()
{
    if (m_waiting == 0)
        return;
    m_pause.start(PieceEvery);
    QTextCursor cursor(m_text->document());
    cursor.movePosition(QTextCursor::End);
    cursor.beginEditBlock();
    for (int lines = 0; m_waiting > 0 && lines < LinesAPiece; ++lines)
        write(cursor, m_events.at(m_events.size() - m_waiting--));
    cursor.endEditBlock();
    scrollToEnd();
}

void LogView::showHost(const HostId &host)
{
    for (QAbstractButton *pill : m_pills->buttons()) {
        if (pill->property("host").toString() == host.text())
            pill->setChecked(true);
    }
    m_shown = host;
    render();
}

QString LogView::text() const
{
    QStringList lines;
    for (const DeployEvent &event : m_events) {
        if (isShown(event))
            lines.append(headOf(event) + lineOf(event));
    }
    return lines.join(u'\n');
}

void LogView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Card::changeEvent(event);
}

void LogView::addPill(const HostId &host, const QString &word)
{
    auto *pill = new Pill(m_theme, this);
    pill->setText(word);
    pill->setAccessibleName(word);
    pill->setCheckable(true);
    pill->setChecked(host == m_shown);
    pill->setProperty("host", host.text());
    m_pills->addButton(pill);
    m_pillRow->addWidget(pill);
    connect(pill, &Pill::clicked, this, [this, host] { showHost(host); });
}

void LogView::render()
{
    m_text->clear();
    m_waiting = m_events.size();
    writeWaiting();
}

void LogView::write(QTextCursor &cursor, const DeployEvent &event)
{
    if (!isShown(event))
        return;
    QTextCharFormat muted;
    muted.setForeground(m_theme.color(Token::TextMuted));
    QTextCharFormat format;
    format.setForeground(m_theme.color(tokenOf(event)));
    if (!m_text->document()->isEmpty())
        cursor.insertBlock();
    cursor.insertText(headOf(event), muted);
    cursor.insertText(lineOf(event), format);
}

void LogView::scrollToEnd()
{
    if (m_follow->isChecked())
        m_text->verticalScrollBar()->setValue(m_text->verticalScrollBar()->maximum());
}

bool LogView::isShown(const DeployEvent &event) const
{
    return m_shown.isEmpty() || event.host == m_shown || event.host.isEmpty();
}

void LogView::retranslate()
{
    m_follow->setText(tr("follow"));
    m_follow->setToolTip(tr("Keep the newest line in view"));
    m_wrap->setText(tr("wrap"));
    m_copy->setText(tr("copy"));
    m_text->setAccessibleName(tr("Output of the run"));
    qDeleteAll(m_pills->buttons());
    addPill({}, tr("all hosts"));
    for (const HostId &host : std::as_const(m_hosts))
        addPill(host, host.text());
    render();
}

} // namespace opsdeck
