// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/analysis/digestdialog.h"

#include "models/items/digesttext.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/plaintext.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QVBoxLayout>

namespace opsdeck {

namespace {

constexpr int UsualShift = 8;
constexpr int LongestShift = 72;

} // namespace

DigestDialog::DigestDialog(Theme &theme, QWidget *parent)
    : QDialog(parent)
    , m_hours(new QSpinBox(this))
    , m_preview(new QPlainTextEdit(this))
    , m_said(plainLabel({}, this, theme.bodyFont(), Token::TextMuted))
    , m_copy(new ActionButton(theme, ActionButton::Look::Primary, tr("Copy the digest"), this))
    , m_save(new ActionButton(theme, ActionButton::Look::Plain, tr("Save…"), this))
{
    setWindowTitle(tr("Shift digest"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_hours->setRange(1, LongestShift);
    m_hours->setValue(UsualShift);
    //: behind a number of hours
    m_hours->setSuffix(tr(" h"));
    m_preview->setReadOnly(true);
    m_preview->setFont(theme.monoFont());
    m_preview->setAccessibleName(tr("Preview of the digest"));
    m_copy->setIconName(QStringLiteral("copy"));
    m_save->setIconName(QStringLiteral("download"));
    m_copy->setEnabled(false);
    m_save->setEnabled(false);
    auto *length = new QHBoxLayout;
    auto *label = captionLabel(tr("The shift was this &long:"), this, theme.bodyFont());
    label->setBuddy(m_hours);
    length->addWidget(label);
    length->addWidget(m_hours);
    length->addStretch(1);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_said, 1);
    buttons->addWidget(m_save);
    buttons->addWidget(m_copy);
    auto *column = new QVBoxLayout(this);
    column->addLayout(length);
    column->addWidget(m_preview, 1);
    column->addLayout(buttons);
    resize(200 * Theme::Grid, 160 * Theme::Grid);
    connect(m_hours, &QSpinBox::valueChanged, this, &DigestDialog::hoursChanged);
    connect(m_copy, &QPushButton::clicked, this, &DigestDialog::copy);
    connect(m_save, &QPushButton::clicked, this, &DigestDialog::chooseFile);
}

int DigestDialog::hours() const
{
    return m_hours->value();
}

void DigestDialog::setDigest(const ShiftDigest &digest)
{
    m_digest = digest;
    m_preview->setPlainText(digestText(digest));
    m_said->clear();
    m_copy->setEnabled(true);
    m_save->setEnabled(true);
}

void DigestDialog::setProblem(const QString &problem)
{
    m_said->setText(problem);
}

void DigestDialog::copy()
{
    auto *both = new QMimeData; // the clipboard takes it
    both->setText(digestText(*m_digest));
    both->setHtml(digestHtml(*m_digest));
    QGuiApplication::clipboard()->setMimeData(both);
    m_said->setText(tr("Copied, as text and as HTML."));
}

void DigestDialog::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Save the digest"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Text (*.txt)"), tr("HTML (*.html)"), tr("JSON (*.json)")});
    dialog->setDefaultSuffix(QStringLiteral("txt"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        for (const QString &suffix : {QStringLiteral("html"), QStringLiteral("json"), QStringLiteral("txt")}) {
            if (filter.contains(suffix))
                dialog->setDefaultSuffix(suffix);
        }
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
        QByteArray content = digestText(*m_digest).toUtf8();
        if (file.endsWith(QStringLiteral(".html")))
            content = digestHtml(*m_digest).toUtf8();
        else if (file.endsWith(QStringLiteral(".json")))
            content = digestJson(*m_digest);
        m_said->setText(tr("Saved as %1.").arg(file));
        Q_EMIT saveRequested(file, content); // a refusal replaces these words
    });
    dialog->open();
}

} // namespace opsdeck
