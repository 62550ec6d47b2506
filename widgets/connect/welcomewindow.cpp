// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connect/welcomewindow.h"

#include "widgets/connect/connectkind.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/card.h"
#include "widgets/parts/flowlayout.h"
#include "widgets/parts/plaintext.h"

#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QLabel>
#include <QVBoxLayout>

namespace opsdeck {

namespace {

constexpr int columnWidth = 760;

} // namespace

WelcomeWindow::WelcomeWindow(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(plainLabel(QStringLiteral("Opsdeck"), this, theme.titleFont()))
    , m_subtitle(plainLabel({}, this, theme.bodyFont(), Token::TextMuted))
    , m_problem(new Card(theme, {}, this))
    , m_problemText(plainLabel({}, m_problem, theme.bodyFont()))
    , m_connectText(plainLabel({}, this, theme.bodyFont(), Token::TextMuted))
    , m_openText(plainLabel({}, this, theme.bodyFont(), Token::TextMuted))
    , m_open(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
    , m_again(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
    , m_demoText(plainLabel({}, this, theme.bodyFont(), Token::TextMuted))
    , m_demo(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
{
    setWindowTitle(QStringLiteral("Opsdeck"));
    setMinimumSize(columnWidth + 4 * Theme::PageMargin, 520);
    layOut();
    connect(m_open, &QPushButton::clicked, this, &WelcomeWindow::chooseFolder);
    connect(m_again, &QPushButton::clicked, this, [this] { Q_EMIT openRequested(m_last); });
    connect(m_demo, &QPushButton::clicked, this, &WelcomeWindow::demoRequested);
    setProblem({});
    setLast({});
    retranslate();
}

Card *WelcomeWindow::addCard(QVBoxLayout *column, QLabel *explanation)
{
    auto *card = new Card(m_theme, {}, this);
    explanation->setWordWrap(true);
    card->body()->addWidget(explanation);
    column->addWidget(card);
    return card;
}

void WelcomeWindow::layOut()
{
    auto *content = new QWidget(this);
    content->setFixedWidth(columnWidth);
    auto *column = new QVBoxLayout(content);
    column->setSpacing(3 * Theme::Grid);
    column->addStretch(1);
    column->addWidget(m_title);
    m_subtitle->setWordWrap(true);
    column->addWidget(m_subtitle);
    m_problemText->setWordWrap(true);
    m_problem->setEdge(Token::Critical);
    m_problem->body()->addWidget(m_problemText);
    column->addWidget(m_problem);
    m_connectCard = addCard(column, m_connectText);
    auto *targets = new FlowLayout(nullptr, 2 * Theme::Grid);
    for (const QString &kind : connectKinds()) {
        auto *button = new ActionButton(m_theme, ActionButton::Look::Plain, {}, this);
        button->setIconName(connectIcon(kind));
        connect(button, &QPushButton::clicked, this, [this, kind] { Q_EMIT connectRequested(kind); });
        targets->addWidget(button);
        m_connect.append(button);
    }
    m_connectCard->body()->addLayout(targets);
    m_openCard = addCard(column, m_openText);
    auto *ways = new FlowLayout(nullptr, 2 * Theme::Grid);
    ways->addWidget(m_open);
    ways->addWidget(m_again);
    m_openCard->body()->addLayout(ways);
    m_demoCard = addCard(column, m_demoText);
    auto *demo = new FlowLayout(nullptr, 2 * Theme::Grid);
    demo->addWidget(m_demo);
    m_demoCard->body()->addLayout(demo);
    column->addStretch(2);
    auto *middle = new QHBoxLayout(this);
    middle->addStretch(1);
    middle->addWidget(content);
    middle->addStretch(1);
}

void WelcomeWindow::setLast(const QString &folder)
{
    m_last = folder;
    m_again->setVisible(!folder.isEmpty());
    retranslate();
}

void WelcomeWindow::setProblem(const QString &text)
{
    m_problem->setVisible(!text.isEmpty());
    m_problemText->setText(text);
}

void WelcomeWindow::chooseFolder()
{
    const QString folder
        = QFileDialog::getExistingDirectory(this, tr("Open a workspace"), m_last.isEmpty() ? QDir::homePath() : m_last);
    if (!folder.isEmpty())
        Q_EMIT openRequested(folder);
}

void WelcomeWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void WelcomeWindow::retranslate()
{
    m_subtitle->setText(tr("See what is wrong, what runs where, and change it with care."));
    m_connectCard->setTitle(tr("Connect what you have"));
    m_connectText->setText(
        tr("Each form is tried while you fill it in. Addresses go into a workspace, a folder of text files; secrets go "
           "into your keyring and never into that folder."));
    const QStringList kinds = connectKinds();
    for (int i = 0; i < m_connect.size(); ++i)
        m_connect.at(i)->setText(connectTitle(kinds.at(i)));
    m_openCard->setTitle(tr("Open a workspace"));
    m_openText->setText(tr("A folder that holds opsdeck.yaml, of your own or from your team's repository."));
    m_open->setText(tr("Choose a folder…"));
    //: %1 is a folder
    m_again->setText(tr("Open %1").arg(QDir(m_last).dirName()));
    m_again->setToolTip(m_last);
    m_demoCard->setTitle(tr("Look around first"));
    m_demoText->setText(tr("A simulated company with three products and one bad night. Nothing leaves this computer."));
    m_demo->setText(tr("Open the demo"));
}

} // namespace opsdeck
