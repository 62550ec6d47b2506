// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/bills/billmodels.h"
#include "widgets/pages/bills/billspage.h"

#include <QLineEdit>

namespace opsdeck {

namespace {

const QString findPrefix = QStringLiteral("find/");

} // namespace

PageCard BillsPage::describe()
{
    return {QStringLiteral("bills"), QStringLiteral("container"), tr("Product versions")};
}

QString BillsPage::place() const
{
    return m_shown.isEmpty() ? QString() : m_shown.product.text() + u'/' + m_shown.version;
}

QList<PagePlace> BillsPage::places() const
{
    QList<PagePlace> places;
    for (const Bill &bill : m_model->records())
        places.append({iconName(), bill.product.text() + u' ' + bill.version, tr("Product version"),
            bill.product.text() + u'/' + bill.version});
    return places;
}

QList<PageShortcut> BillsPage::shortcuts() const
{
    return {{QStringLiteral("j  k"), tr("Next and previous version or module")},
        {QStringLiteral("Ctrl+N"), tr("New version")}, {QStringLiteral("Ctrl+D"), tr("Find a digest or an image")},
        {QStringLiteral("Ctrl+C"), tr("Copy the chosen rows")}, {QStringLiteral("F5"), tr("Read the files again")},
        {QStringLiteral("Esc"), tr("Back to the version")}};
}

void BillsPage::openPlace(const QString &place)
{
    if (place.startsWith(findPrefix)) {
        m_find->setText(place.mid(findPrefix.size()));
        return find();
    }
    if (!place.isEmpty())
        choose({ProductId(place.section(u'/', 0, 0)), place.section(u'/', 1)});
}

} // namespace opsdeck
