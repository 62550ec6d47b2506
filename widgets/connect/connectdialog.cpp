// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connect/connectdialog.h"

#include "models/items/errortext.h"
#include "widgets/connect/connectform.h"
#include "widgets/connect/connectkind.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/plaintext.h"
#include "widgets/parts/statebadge.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace opsdeck {

namespace {

constexpr int dialogWidth = 600;
constexpr std::chrono::milliseconds afterLastKey{500};

QString reasonText(const Error &error)
{
    const QString raw = rawText(error);
    return raw.trimmed().isEmpty() ? errorText(error) : errorText(error) + u'\n' + raw;
}

} // namespace

ConnectDialog::ConnectDialog(Theme &theme, const QString &kind, const ConnectPlace &place, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_place(place)
    , m_form(new ConnectForm(theme, kind, this))
{
    setWindowTitle(connectTitle(kind));
    setFixedWidth(dialogWidth);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::PageMargin, Theme::PageMargin, Theme::PageMargin, Theme::PageMargin);
    layout->setSpacing(3 * Theme::Grid);
    layout->addWidget(plainLabel(connectTitle(kind), this, theme.titleFont()));
    if (!place.isOpen)
        addFolderField(layout, place.folder);
    layout->addWidget(m_form);
    addStatus(layout);
    addButtons(layout);
    m_form->setEnvironments(place.environments);
    m_form->setTakenNames(place.takenNames);
    m_patience.setSingleShot(true);
    m_patience.setInterval(afterLastKey);
    connect(&m_patience, &QTimer::timeout, this, &ConnectDialog::test);
    connect(m_form, &ConnectForm::edited, this, &ConnectDialog::take);
    take();
}

void ConnectDialog::addFolderField(QVBoxLayout *layout, const QString &folder)
{
    QLabel *what
        = plainLabel(tr("It becomes part of a workspace: a folder of text files that you can keep in git. Which one?"),
            this, m_theme.bodyFont(), Token::TextMuted);
    what->setWordWrap(true);
    layout->addWidget(what);
    m_folder = new QLineEdit(folder, this);
    m_folder->setAccessibleName(tr("Folder of the workspace"));
    QAction *browse
        = m_folder->addAction(m_theme.icon(QStringLiteral("more"), Token::TextMuted), QLineEdit::TrailingPosition);
    browse->setToolTip(tr("Choose a folder…"));
    connect(browse, &QAction::triggered, this, [this] {
        const QString chosen = QFileDialog::getExistingDirectory(this, m_folder->accessibleName(), QDir::homePath());
        if (!chosen.isEmpty())
            m_folder->setText(chosen);
    });
    connect(m_folder, &QLineEdit::textChanged, this, &ConnectDialog::showButtons);
    layout->addWidget(m_folder);
}

void ConnectDialog::addStatus(QVBoxLayout *layout)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(2 * Theme::Grid);
    m_badge = new StateBadge(m_theme, StateShape::Unknown, 14, this);
    m_status = plainLabel({}, this, m_theme.bodyFont());
    m_status->setWordWrap(true);
    m_status->setMinimumHeight(3 * m_status->fontMetrics().lineSpacing());
    m_status->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    row->addWidget(m_badge, 0, Qt::AlignTop);
    row->addWidget(m_status, 1);
    layout->addLayout(row);
}

void ConnectDialog::addButtons(QVBoxLayout *layout)
{
    m_trust = new ActionButton(m_theme, ActionButton::Look::Plain, tr("Trust this key"), this);
    m_cancel = new ActionButton(m_theme, ActionButton::Look::Plain, tr("Cancel"), this);
    m_add = new ActionButton(m_theme, ActionButton::Look::Primary, {}, this);
    m_trust->setAutoDefault(false);
    m_add->setDefault(true);
    auto *row = new QHBoxLayout;
    row->addWidget(m_trust);
    row->addStretch(1);
    row->addWidget(m_cancel);
    row->addWidget(m_add);
    layout->addLayout(row);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_trust, &QPushButton::clicked, this, [this] {
        m_trust->setEnabled(false);
        Q_EMIT trustWanted(m_form->draft(), *m_offer);
    });
    connect(m_add, &QPushButton::clicked, this, [this] {
        m_adding = true;
        showButtons();
        Q_EMIT addWanted(QDir::cleanPath(m_folder ? m_folder->text().trimmed() : m_place.folder), m_form->draft());
    });
}

/// The form was edited: what was known of the old draft says nothing about the new one.
void ConnectDialog::take()
{
    ++m_number;
    m_answers.reset();
    m_offer.reset();
    const QString problem = m_form->problem();
    say({}, problem.isEmpty() ? tr("Asking…") : problem);
    if (problem.isEmpty())
        m_patience.start();
    else
        m_patience.stop();
    showButtons();
}

void ConnectDialog::test()
{
    say(StateShape::Running, tr("Asking…"));
    Q_EMIT testWanted(m_number, m_form->draft());
}

void ConnectDialog::showAnswer(int number, const Result<ConnectAnswer> &answer)
{
    if (number != m_number)
        return;
    const Result<SourceIdentity> identity
        = answer ? answer->identity : Result<SourceIdentity>(tl::unexpected(answer.error()));
    m_answers = identity.has_value();
    m_offer = answer ? answer->unknownKey : std::nullopt;
    if (identity)
        //: %1 is a product and its version
        say(StateShape::Ok,
            tr("%1 answers.").arg(QStringLiteral("%1 %2").arg(identity->product, identity->version).trimmed()));
    else if (m_offer)
        say(StateShape::Warning,
            tr("Nobody here knows this host yet. Compare its fingerprint with what its owner says:")
                + QStringLiteral("\n%1 %2").arg(m_offer->type, m_offer->fingerprint));
    else
        say(StateShape::Critical, reasonText(identity.error()));
    showButtons();
}

void ConnectDialog::showTrusted(const Result<void> &trusted)
{
    if (!trusted)
        return say(StateShape::Critical, reasonText(trusted.error()));
    take();
    test();
}

void ConnectDialog::showAdded(const Result<void> &added)
{
    m_adding = false;
    if (added)
        return accept();
    say(StateShape::Critical, reasonText(added.error()));
    showButtons();
}

void ConnectDialog::say(std::optional<StateShape> shape, const QString &text)
{
    m_badge->setVisible(shape.has_value());
    if (shape)
        m_badge->setShape(*shape);
    m_status->setText(text);
}

void ConnectDialog::showButtons()
{
    const bool hasPlace = !m_folder || QDir::isAbsolutePath(m_folder->text().trimmed());
    m_trust->setVisible(m_offer.has_value());
    m_trust->setEnabled(true);
    m_add->setEnabled(m_form->problem().isEmpty() && hasPlace && !m_adding);
    // What does not answer now may be right all the same: the server may be down.
    m_add->setText(m_answers == false ? tr("Add anyway") : tr("Add"));
}

} // namespace opsdeck
