// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/plaintext.h"

#include "widgets/theme/quickfont.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <QStyle>
#include <QVariant>

namespace opsdeck {

namespace {

QString toneOf(Token token)
{
    switch (token) {
    case Token::TextMuted:
    case Token::Stale:
    case Token::Line:
        return QStringLiteral("muted");
    case Token::Critical:
        return QStringLiteral("critical");
    case Token::Warning:
        return QStringLiteral("warning");
    case Token::Ok:
        return QStringLiteral("ok");
    case Token::Accent:
    case Token::Info:
        return QStringLiteral("accent");
    case Token::Surface0:
    case Token::Surface1:
    case Token::Surface2:
    case Token::Text:
    case Token::OnAccent:
        return {};
    }
    return {};
}

constexpr QChar BreakHere(0x200b);

struct PlainText
{
    Q_DECLARE_TR_FUNCTIONS(PlainText)
};

/// A text that can be selected is a whole document, a hundred times as dear as one that is only shown: it is made when
/// somebody reaches for it, and goes when they leave it with nothing selected.
class PlainLabel : public QLabel
{
public:
    explicit PlainLabel(QWidget *parent)
        : QLabel(parent)
    { }

protected:
    bool event(QEvent *event) override
    {
        const QEvent::Type type = event->type();
        if (type == QEvent::Enter || type == QEvent::MouseButtonPress || type == QEvent::ContextMenu)
            setTextInteractionFlags(Qt::TextSelectableByMouse);
        if (type == QEvent::MouseButtonPress && !hasFocus())
            setFocus(Qt::MouseFocusReason); // a finger presses without entering: the press came too early for that
        const bool done = QLabel::event(event);
        if (type == QEvent::Leave || type == QEvent::FocusOut)
            letGo();
        return done;
    }

    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->matches(QKeySequence::Copy) && hasSelectedText())
            QGuiApplication::clipboard()->setText(selectedText().remove(BreakHere));
        else
            QLabel::keyPressEvent(event);
    }
    void contextMenuEvent(QContextMenuEvent *event) override
    {
        const QString chosen = hasSelectedText() ? selectedText() : text();
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        //: Context menu of a text: puts it on the clipboard
        menu->addAction(PlainText::tr("Copy"), this,
            [chosen] { QGuiApplication::clipboard()->setText(QString(chosen).remove(BreakHere)); });
        menu->popup(event->globalPos());
    }

private:
    void letGo()
    {
        // Its own menu takes the mouse and the keys away, too.
        if (underMouse() || hasFocus() || hasSelectedText() || QApplication::activePopupWidget())
            return;
        // Takes the focus policy back, too: Qt keeps a document for every label that can have the keys.
        setTextInteractionFlags(Qt::NoTextInteraction);
    }
};

QLabel *dressed(QLabel *label, const QString &text, const QFont &font, Token token)
{
    // In this order: with its own defaults a label would begin with the document that it is to do without.
    label->setTextInteractionFlags(Qt::NoTextInteraction);
    label->setTextFormat(Qt::PlainText);
    label->setFont(font);
    label->setProperty("tone", toneOf(token));
    label->setText(text);
    return label;
}

} // namespace

QString shownPart(const QString &text)
{
    constexpr qsizetype longest = 4000;
    if (text.size() <= longest)
        return text;
    return text.left(longest) + QStringLiteral(" … +%L1").arg(text.size() - longest);
}

QString breakable(const QString &text)
{
    constexpr int longest = 24;
    QString broken;
    int run = 0;
    for (const QChar c : text) {
        run = c.isSpace() ? 0 : run + 1;
        if (run > longest && !c.isLowSurrogate() && !c.isMark()) {
            broken += BreakHere;
            run = 1;
        }
        broken += c;
    }
    return broken;
}

QString plainToolTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    return QStringLiteral("<p style=\"white-space:pre-wrap\">%1</p>").arg(shownPart(text).toHtmlEscaped());
}

QLabel *plainLabel(const QString &text, QWidget *parent, const QFont &font, Token token)
{
    return dressed(new PlainLabel(parent), text, font, token);
}

QLabel *captionLabel(const QString &text, QWidget *parent, const QFont &font, Token token)
{
    return dressed(new QLabel(parent), text, quickFont(font, text), token); // what follows is in the same language
}

void setTone(QLabel *label, Token token)
{
    setStyleProperty(label, "tone", toneOf(token));
}

void setStyleProperty(QWidget *widget, const char *name, const QVariant &value)
{
    if (widget->property(name) == value)
        return;
    widget->setProperty(name, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->update();
}

} // namespace opsdeck
