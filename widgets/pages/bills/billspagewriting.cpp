// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/errortext.h"
#include "widgets/pages/bills/billspage.h"
#include "widgets/pages/bills/newbilldialog.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/plaintext.h"

namespace opsdeck {

NewBillDialog *BillsPage::dialog()
{
    return m_dialog;
}

void BillsPage::openDialog()
{
    if (m_dialog || !m_new->isEnabled())
        return;
    m_dialog = new NewBillDialog(m_theme, m_products, m_shown.product, this);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &NewBillDialog::namesWanted, this, &BillsPage::namesWanted);
    connect(m_dialog, &NewBillDialog::previewWanted, this, &BillsPage::previewWanted);
    connect(m_dialog, &NewBillDialog::createRequested, this, &BillsPage::createRequested);
    m_dialog->open();
}

void BillsPage::setNames(const ProductId &product, const Result<BillNames> &names)
{
    if (m_dialog)
        m_dialog->setNames(product, names);
}

void BillsPage::setPreview(const Result<BillPreview> &preview)
{
    if (m_dialog)
        m_dialog->setPreview(preview);
}

void BillsPage::setWritten(const Result<BillKey> &written)
{
    if (written) {
        if (m_dialog)
            m_dialog->accept();
        return choose(*written);
    }
    if (m_dialog)
        m_dialog->setProblem(written.error());
    else
        tell(errorText(written.error()), Token::Critical);
}

void BillsPage::setReadOnly(const QString &why)
{
    m_new->setEnabled(why.isEmpty() && !m_products.isEmpty());
    m_new->setToolTip(plainToolTip(why));
    showContent();
}

} // namespace opsdeck
