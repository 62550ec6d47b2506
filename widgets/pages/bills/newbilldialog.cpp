// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/bills/newbilldialog.h"

#include "models/items/errortext.h"
#include "models/items/phrasetext.h"
#include "widgets/pages/bills/billmodels.h"
#include "widgets/pages/bills/billtable.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/plaintext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace opsdeck {

namespace {

constexpr int DialogWidth = 960;
constexpr int DialogHeight = 640;
constexpr int ModulesHeight = 150;
constexpr int Widths[] = {130, 100, 84, 260, 88};

void fill(QComboBox *field, const QStringList &names)
{
    const QString written = field->currentText();
    const QSignalBlocker quiet(field);
    field->clear();
    field->addItems(names);
    field->setCurrentText(written); // what a person wrote stays
}

bool hasStranger(const BillDraft &draft)
{
    return std::any_of(
        draft.gaps.cbegin(), draft.gaps.cend(), [](const BillGap &gap) { return gap.what == BillGap::What::Module; });
}

bool hasDoubts(const BillPreview &preview)
{
    return !preview.draft.isComplete() || preview.check.verdict() == BillVerdict::Block;
}

} // namespace

NewBillDialog::NewBillDialog(Theme &theme, const QList<Product> &products, const ProductId &product, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_products(products)
    , m_product(new QComboBox(this))
    , m_version(new QLineEdit(this))
    , m_source(new QComboBox(this))
    , m_sources(new QStackedWidget(this))
    , m_branch(makeNames(tr("Release branch")))
    , m_tag(makeNames(tr("Tag of every module")))
    , m_modules(new QScrollArea(this))
    , m_note(new QLineEdit(this))
    , m_model(new BillModulesModel(this))
    , m_message(plainLabel({}, this, theme.bodyFont()))
    , m_anyway(new QCheckBox(this))
    , m_look(new ActionButton(theme, ActionButton::Look::Plain, tr("&Preview"), this))
    , m_write(new ActionButton(theme, ActionButton::Look::Primary, {}, this))
{
    setWindowTitle(tr("New product version"));
    resize(DialogWidth, DialogHeight);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Theme::PageMargin, Theme::PageMargin, Theme::PageMargin, Theme::PageMargin);
    column->setSpacing(2 * Theme::Grid);
    column->addWidget(plainLabel(windowTitle(), this, theme.titleFont()));
    addFields(column);
    addPreview(column);
    addButtons(column);
    for (const Product &known : products)
        m_product->addItem(known.title.isEmpty() ? known.id.text() : known.title, known.id.text());
    m_product->setCurrentIndex(std::max(0, m_product->findData(product.text())));
    connect(m_product, &QComboBox::currentIndexChanged, this, &NewBillDialog::chooseProduct);
    QMetaObject::invokeMethod(this, &NewBillDialog::chooseProduct, Qt::QueuedConnection); // once it is listened to
    fillModules();
    chooseSource();
    m_version->setFocus();
}

QComboBox *NewBillDialog::makeNames(const QString &purpose)
{
    auto *names = new QComboBox(this);
    names->setEditable(true);
    names->setInsertPolicy(QComboBox::NoInsert);
    names->completer()->setFilterMode(Qt::MatchContains);
    names->setAccessibleName(purpose);
    names->lineEdit()->setPlaceholderText(purpose);
    connect(names, &QComboBox::currentTextChanged, this, &NewBillDialog::refresh);
    return names;
}

void NewBillDialog::addField(QFormLayout *form, const QString &label, QWidget *field)
{
    // plainLabel would not follow the mnemonic to the field.
    auto *word = new QLabel(label, this);
    word->setBuddy(field);
    field->setAccessibleName(QString(label).remove(u'&'));
    field->setSizePolicy(QSizePolicy::Expanding, field->sizePolicy().verticalPolicy());
    form->addRow(word, field);
}

void NewBillDialog::addFields(QVBoxLayout *column)
{
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(3 * Theme::Grid);
    form->setVerticalSpacing(2 * Theme::Grid);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    addField(form, tr("P&roduct"), m_product);
    addField(form, tr("&Version"), m_version);
    m_version->setPlaceholderText(tr("for example v1.2.0; the name of its file"));
    m_source->addItem(tr("the newest tag on a release branch"), static_cast<int>(BillWish::From::Branch));
    m_source->addItem(tr("the same tag of every module"), static_cast<int>(BillWish::From::Tag));
    m_source->addItem(tr("a tag for each module"), static_cast<int>(BillWish::From::Tags));
    addField(form, tr("Made &from"), m_source);
    m_modules->setWidgetResizable(true);
    m_modules->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_modules->setMaximumHeight(ModulesHeight);
    m_sources->addWidget(m_branch);
    m_sources->addWidget(m_tag);
    m_sources->addWidget(m_modules);
    form->addRow(QString(), m_sources);
    addField(form, tr("&Note"), m_note);
    m_note->setPlaceholderText(tr("what it is for; stays in its file"));
    column->addLayout(form);
    connect(m_version, &QLineEdit::textChanged, this, &NewBillDialog::refresh);
    connect(m_note, &QLineEdit::textChanged, this, &NewBillDialog::refresh);
    connect(m_source, &QComboBox::currentIndexChanged, this, &NewBillDialog::chooseSource);
}

void NewBillDialog::addPreview(QVBoxLayout *column)
{
    m_message->setWordWrap(true);
    column->addWidget(m_message);
    auto *table = new BillTable(m_theme, m_model, this);
    table->setAccessibleName(tr("What the version would be"));
    for (int at = 0; at < BillModulesModel::Check; ++at)
        table->setColumnWidth(at, Widths[at]);
    column->addWidget(table, 1);
    m_anyway->setText(tr("Write it &anyway: what is open or does not hold stands in the ledger"));
    m_anyway->hide();
    connect(m_anyway, &QCheckBox::toggled, this, &NewBillDialog::refresh);
    column->addWidget(m_anyway);
}

void NewBillDialog::addButtons(QVBoxLayout *column)
{
    auto *cancel = new ActionButton(m_theme, ActionButton::Look::Plain, tr("Cancel"), this);
    m_look->setDefault(true);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    for (QWidget *button : {cancel, m_look, m_write})
        row->addWidget(button);
    column->addLayout(row);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_look, &QPushButton::clicked, this, [this] {
        tell(tr("Being put together…"), Token::TextMuted);
        Q_EMIT previewWanted(wish());
    });
    connect(m_write, &QPushButton::clicked, this, [this] {
        m_isWriting = true;
        refresh();
        Q_EMIT createRequested(m_anyway->isChecked());
    });
}

const Product *NewBillDialog::product() const
{
    const ProductId id(m_product->currentData().toString());
    const auto it
        = std::find_if(m_products.cbegin(), m_products.cend(), [&id](const Product &known) { return known.id == id; });
    return it == m_products.cend() ? nullptr : &*it;
}

void NewBillDialog::chooseProduct()
{
    fillModules();
    refresh();
    if (const Product *chosen = product())
        Q_EMIT namesWanted(chosen->id);
}

void NewBillDialog::fillModules()
{
    m_tagOf.clear();
    auto *rows = new QWidget(m_modules);
    auto *form = new QFormLayout(rows);
    form->setContentsMargins(0, 0, 2 * Theme::Grid, 0);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    const Product *chosen = product();
    for (const ProductModule &part : chosen ? chosen->modules : QList<ProductModule>()) {
        QComboBox *tag = makeNames(tr("Tag of %1").arg(part.id.text()));
        form->addRow(captionLabel(part.id.text(), rows, m_theme.bodyFont()), tag);
        m_tagOf.insert(part.id, tag);
    }
    m_modules->setWidget(rows); // the one before goes
}

void NewBillDialog::chooseSource()
{
    m_sources->setCurrentIndex(m_source->currentIndex());
    const bool isList = m_source->currentData().toInt() == static_cast<int>(BillWish::From::Tags);
    m_sources->setMaximumHeight(isList ? ModulesHeight : Theme::ControlHeight + 2);
    refresh();
}

void NewBillDialog::setNames(const ProductId &of, const Result<BillNames> &names)
{
    const Product *chosen = product();
    if (!chosen || chosen->id != of)
        return;
    if (!names)
        return tell(errorText(names.error()), Token::Warning, rawText(names.error()));
    fill(m_branch, names->branches);
    fill(m_tag, names->tags);
    for (auto it = m_tagOf.cbegin(); it != m_tagOf.cend(); ++it)
        fill(it.value(), names->tagsOf.value(it.key()));
}

BillWish NewBillDialog::wish() const
{
    BillWish wish{{ProductId(m_product->currentData().toString()), m_version->text().trimmed()},
        static_cast<BillWish::From>(m_source->currentData().toInt()), {}, {}, m_note->text().trimmed()};
    if (wish.from == BillWish::From::Branch)
        wish.name = m_branch->currentText().trimmed();
    else if (wish.from == BillWish::From::Tag)
        wish.name = m_tag->currentText().trimmed();
    else
        for (auto it = m_tagOf.cbegin(); it != m_tagOf.cend(); ++it)
            if (const QString tag = it.value()->currentText().trimmed(); !tag.isEmpty())
                wish.tags.insert(it.key(), tag);
    return wish;
}

void NewBillDialog::refresh()
{
    const BillWish now = wish();
    if (m_preview && m_preview->wish != now) {
        m_preview.reset();
        m_model->setRecords({});
        m_anyway->setChecked(false);
        tell({}, Token::Text);
    }
    const bool hasSource = now.from == BillWish::From::Tags ? !now.tags.isEmpty() : !now.name.isEmpty();
    m_look->setEnabled(!m_isWriting && !now.key.version.isEmpty() && hasSource);
    const bool mayWrite = m_preview && !m_preview->exists && !hasStranger(m_preview->draft)
        && (!hasDoubts(*m_preview) || m_anyway->isChecked());
    m_write->setEnabled(mayWrite && !m_isWriting);
    m_anyway->setVisible(m_preview && !m_preview->exists && hasDoubts(*m_preview) && !hasStranger(m_preview->draft));
    m_write->setText(now.key.version.isEmpty()
            ? tr("Write the version")
            : tr("Write %1 %2").arg(now.key.product.text(), now.key.version).replace(u'&', QStringLiteral("&&")));
}

void NewBillDialog::setPreview(const Result<BillPreview> &preview)
{
    m_preview.reset();
    m_model->setRecords({});
    if (!preview)
        tell(errorText(preview.error()), Token::Critical, rawText(preview.error()));
    else if (preview->wish == wish()) {
        m_preview = *preview;
        showPreview();
    }
    refresh();
}

void NewBillDialog::showPreview()
{
    const BillPreview &preview = *m_preview;
    m_model->setRecords(moduleRows(preview.draft.bill, preview.check, preview.draft.gaps));
    if (preview.exists)
        return tell(tr("%1 stands there already. A version is frozen: choose another name.").arg(preview.path),
            Token::Critical);
    for (const BillGap &gap : preview.draft.gaps) {
        if (gap.what == BillGap::What::Module)
            return tell(phraseText(gap.reason), Token::Critical);
    }
    if (hasDoubts(preview))
        return tell(
            tr("Left open: %n point(s). The check marks say what, and what does not hold. Nothing is written yet.",
                nullptr, static_cast<int>(preview.draft.gaps.size())),
            Token::Warning);
    tell(tr("This would be written to %1. Nothing is written yet.").arg(preview.path), Token::TextMuted);
}

void NewBillDialog::setProblem(const Error &error)
{
    m_isWriting = false;
    m_preview.reset(); // look at it again
    m_model->setRecords({});
    refresh();
    tell(errorText(error), Token::Critical, rawText(error));
}

void NewBillDialog::tell(const QString &text, Token token, const QString &raw)
{
    m_message->setText(breakable(shownPart(text)));
    m_message->setToolTip(plainToolTip(raw));
    setTone(m_message, token);
}

} // namespace opsdeck
