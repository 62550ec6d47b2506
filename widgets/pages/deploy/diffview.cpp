// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/deploy/diffview.h"

#include <QEvent>
#include <QTextBlock>

namespace opsdeck {

namespace {

constexpr int context = 3;

} // namespace

DiffView::DiffView(Theme &theme, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_theme(theme)
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setTabChangesFocus(true);
    setFont(theme.monoFont());
    setProperty("inCard", true);
    connect(&theme, &Theme::changed, this, &DiffView::render);
}

void DiffView::setTexts(const QByteArray &before, const QByteArray &after)
{
    const auto diff = withContext(lineDiff(before, after), context);
    if (diff == m_diff && !toPlainText().isEmpty())
        return;
    m_diff = diff;
    render();
}

void DiffView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        render();
    QPlainTextEdit::changeEvent(event);
}

void DiffView::render()
{
    clear();
    QTextCursor cursor(document());
    const auto put = [this, &cursor](const QString &text, Token token) {
        QTextCharFormat format;
        format.setForeground(m_theme.color(token));
        if (!document()->isEmpty())
            cursor.insertBlock();
        cursor.insertText(text, format);
    };
    for (const DiffLine &line : std::as_const(m_diff)) {
        switch (line.kind) {
        case DiffLine::Kind::Same:
            put(QStringLiteral("  ") + line.text, Token::TextMuted);
            break;
        case DiffLine::Kind::Added:
            put(QStringLiteral("+ ") + line.text, Token::Ok);
            break;
        case DiffLine::Kind::Removed:
            put(QStringLiteral("- ") + line.text, Token::Critical);
            break;
        case DiffLine::Kind::Gap:
            put(QStringLiteral("… ") + tr("%n unchanged line(s)", nullptr, line.count), Token::TextMuted);
            break;
        }
    }
    moveCursor(QTextCursor::Start);
}

} // namespace opsdeck
