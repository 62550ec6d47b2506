// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/bills/billmodels.h"

#include "models/items/phrasetext.h"
#include "models/items/timetext.h"
#include "widgets/parts/plaintext.h"

#include <QPainter>

#include <algorithm>

namespace opsdeck {

namespace {

constexpr int ShapeSize = 12;
constexpr qsizetype ShortCommit = 8;

QString orNothing(const QString &text)
{
    return text.isEmpty() ? QStringLiteral("–") : text;
}

/// What most stands in the way, in words.
QString checkText(const BillModuleRow &row)
{
    if (!row.gaps.isEmpty())
        return phraseText(row.gaps.first().reason);
    if (!row.isChecked)
        return BillModulesModel::tr("checking…");
    const BillFinding *worst = row.worst();
    if (worst == nullptr)
        return BillModulesModel::tr("not checked");
    return worst->verdict == BillVerdict::Pass ? BillModulesModel::tr("everything holds") : phraseText(worst->reason);
}

QString reasonsText(const BillModuleRow &row)
{
    QStringList lines;
    for (const BillGap &gap : row.gaps)
        lines.append(phraseText(gap.reason));
    for (const BillFinding &finding : row.findings)
        lines.append(wordOf(shapeOf(finding.verdict)) + QStringLiteral(": ") + phraseText(finding.reason));
    return lines.join(u'\n');
}

QString fullText(const BillModuleRow &row, int column)
{
    const BillModule &module = row.module;
    switch (column) {
    case BillModulesModel::Module:
        return module.part.text();
    case BillModulesModel::Tag:
        return module.tag;
    case BillModulesModel::Commit:
        return module.commit;
    case BillModulesModel::Image:
        return module.image.text();
    case BillModulesModel::Hash:
        return module.digest.text();
    default:
        return reasonsText(row);
    }
}

} // namespace

StateShape shapeOf(BillVerdict verdict)
{
    switch (verdict) {
    case BillVerdict::Pass:
        return StateShape::Ok;
    case BillVerdict::Warn:
        return StateShape::Warning;
    case BillVerdict::Block:
        return StateShape::Critical;
    case BillVerdict::Unknown:
        break;
    }
    return StateShape::Unknown;
}

BillListModel::BillListModel(QObject *parent)
    : RecordModel(
        {{[] { return tr("Version"); }, [](const Bill &bill) { return bill.version; }},
            {[] { return tr("Product"); }, [](const Bill &bill) { return bill.product.text(); }},
            {[] { return tr("Made"); },
                [](const Bill &bill) {
                    return bill.createdAt.isValid() ? localTimeText(bill.createdAt, QDateTime::currentDateTimeUtc())
                                                    : QStringLiteral("–");
                }}},
        [](const Bill &bill) { return std::pair(bill.product, bill.version); }, parent)
{ }

QVariant BillListModel::roleData(const Bill &bill, int column, int role) const
{
    if (role == Qt::ToolTipRole && column == Made && bill.createdAt.isValid())
        return plainToolTip(utcTimeText(bill.createdAt) + u'\n' + bill.createdBy);
    if (role == Qt::ToolTipRole)
        return plainToolTip(
            bill.product.text() + u' ' + bill.version + (bill.note.isEmpty() ? QString() : u'\n' + bill.note));
    if (role != BillSearchRole)
        return {};
    QStringList words{bill.product.text(), bill.version, bill.createdBy, bill.note};
    for (const BillModule &module : bill.modules)
        words << module.part.text() << module.project << module.tag << module.commit << module.image.text()
              << module.digest.text();
    return words.join(u'\n');
}

void BillFilterModel::setText(const QString &text)
{
    m_words = text.split(u' ', Qt::SkipEmptyParts);
    invalidateRowsFilter();
}

bool BillFilterModel::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    if (m_words.isEmpty())
        return true;
    const QString text = sourceModel()->index(sourceRow, 0, sourceParent).data(BillSearchRole).toString();
    return std::all_of(m_words.cbegin(), m_words.cend(),
        [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

/// What is left open counts like a finding that blocks: such a version cannot be deployed.
BillVerdict BillModuleRow::verdict() const
{
    if (!gaps.isEmpty())
        return BillVerdict::Block;
    const BillFinding *finding = worst();
    return finding ? finding->verdict : BillVerdict::Unknown;
}

const BillFinding *BillModuleRow::worst() const
{
    const auto it = std::max_element(findings.cbegin(), findings.cend(),
        [](const BillFinding &a, const BillFinding &b) { return a.verdict < b.verdict; });
    return it == findings.cend() ? nullptr : &*it;
}

QList<BillModuleRow> moduleRows(const Bill &bill, const std::optional<BillCheck> &check, const QList<BillGap> &gaps)
{
    QList<BillModuleRow> rows;
    for (const BillModule &module : bill.modules) {
        BillModuleRow row{.module = module, .place = static_cast<int>(rows.size()), .isChecked = check.has_value()};
        for (const BillFinding &finding : check.value_or(BillCheck()).findings) {
            if (finding.part == module.part)
                row.findings.append(finding);
        }
        std::copy_if(gaps.cbegin(), gaps.cend(), std::back_inserter(row.gaps),
            [&module](const BillGap &gap) { return gap.part == module.part; });
        rows.append(row);
    }
    return rows;
}

BillModulesModel::BillModulesModel(QObject *parent)
    : RecordModel(
        {{[] { return tr("Module"); }, [](const BillModuleRow &row) { return row.module.part.text(); }},
            {[] { return tr("Tag"); }, [](const BillModuleRow &row) { return orNothing(row.module.tag); }},
            {[] { return tr("Commit"); },
                [](const BillModuleRow &row) { return orNothing(row.module.commit.left(ShortCommit)); }},
            {[] { return tr("Image"); }, [](const BillModuleRow &row) { return orNothing(row.module.image.text()); }},
            {[] { return tr("Digest"); },
                [](const BillModuleRow &row) { return orNothing(row.module.digest.shortText()); }},
            {[] { return tr("Check"); }, checkText}},
        [](const BillModuleRow &row) { return row.place; }, parent)
{ }

QVariant BillModulesModel::roleData(const BillModuleRow &row, int column, int role) const
{
    switch (role) {
    case BillVerdictRole:
        return column == Check && row.isChecked ? QVariant(static_cast<int>(row.verdict())) : QVariant();
    case BillMonoRole:
        return column == Commit || column == Image || column == Hash;
    case BillCopyRole:
        return fullText(row, column);
    case Qt::ToolTipRole:
        return plainToolTip(fullText(row, column));
    default:
        return {};
    }
}

BillDelegate::BillDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{ }

QSize BillDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width(), Theme::RowHeight};
}

void BillDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (index.data(BillMonoRole).toBool()) {
        option->font = m_theme.monoFont();
        option->textElideMode = Qt::ElideMiddle;
    }
    const QVariant verdict = index.data(BillVerdictRole);
    if (!verdict.isValid())
        return;
    const qreal ratio = option->widget ? option->widget->devicePixelRatioF() : 1;
    QPixmap pixmap(QSize(ShapeSize, ShapeSize) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintShape(
        painter, QRectF(0, 0, ShapeSize, ShapeSize), shapeOf(static_cast<BillVerdict>(verdict.toInt())), m_theme);
    painter.end();
    option->features |= QStyleOptionViewItem::HasDecoration;
    option->decorationSize = {ShapeSize, ShapeSize};
    option->icon = QIcon(pixmap);
}

} // namespace opsdeck
