// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/domain/workspace.h"
#include "widgets/pages/bills/billvalues.h"
#include "widgets/shell/page.h"

#include <QPointer>

class QLabel;
class QLineEdit;
class QStackedWidget;

namespace opsdeck {

class ActionButton;
class BillCompareView;
class BillDetail;
class BillFilterModel;
class BillFindView;
class BillListModel;
class BillTable;
class Card;
class EmptyState;
class NewBillDialog;
class SearchField;

/// "Which version is made of what, does that hold, and where does it run?" Versions by product on the left, one of them
/// on the right.
class BillsPage : public Page
{
    Q_OBJECT

public:
    BillsPage(Theme &theme, const QList<Product> &products, const QList<Environment> &environments,
        QWidget *parent = nullptr);

    static PageCard describe();
    PageCard card() const override { return describe(); }
    QString place() const override; ///< "PRODUCT/VERSION"
    QList<PagePlace> places() const override;
    QList<PageShortcut> shortcuts() const override;
    /// Also "find/TEXT": where an image is.
    void openPlace(const QString &place) override;

    BillListModel &model() { return *m_model; }
    NewBillDialog *dialog(); ///< null while none is open
    /// Newest first within a product; why others are missing.
    void setBills(const QList<Bill> &bills, const Diagnostics &faults);
    void setError(const Error &error); ///< the versions cannot be read
    void setCheck(const BillKey &key, const Result<BillCheck> &check);
    void setUsage(const BillKey &key, const Result<BillUsage> &usage);
    void setComparison(const BillKey &key, const QString &before, const Result<BillComparison> &comparison);
    void setFound(const QString &text, const Result<FoundImages> &found);
    void setNames(const ProductId &product, const Result<BillNames> &names);
    void setPreview(const Result<BillPreview> &preview);
    /// The version is on disk, or why not.
    void setWritten(const Result<BillKey> &written);
    /// Why no version can be made from here; empty = it can.
    void setReadOnly(const QString &why);

Q_SIGNALS:
    void detailsWanted(const opsdeck::BillKey &key); ///< check and use
    void compareWanted(const opsdeck::BillKey &key, const QString &before);
    void findWanted(const QString &text);
    void namesWanted(const opsdeck::ProductId &product);
    void previewWanted(const opsdeck::BillWish &wish);
    void createRequested(bool anyway); ///< what the last preview showed
    void deployRequested(const opsdeck::BillKey &key);
    void reloadRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeHeader();
    QWidget *makeContent();
    void wire();
    void wireShortcuts();
    void retranslate();
    void showContent();
    void showCurrent();
    void choose(const BillKey &key);
    const Bill *current() const;
    void compare();
    void find();
    void openDialog();
    void tell(const QString &text, Token token);
    void showFaults();

    Theme &m_theme;
    const QList<Product> m_products;
    Diagnostics m_faults;
    std::optional<Error> m_error;
    bool m_isRead = false;
    BillKey m_shown; ///< whose details were asked for
    BillKey m_wanted; ///< to be opened once it is there
    BillListModel *m_model;
    BillFilterModel *m_filtered;
    QLabel *m_title;
    QLabel *m_counts;
    SearchField *m_filter;
    QLineEdit *m_find;
    ActionButton *m_reload;
    ActionButton *m_new;
    Card *m_banner;
    QLabel *m_bannerText;
    QStackedWidget *m_stack;
    QWidget *m_content;
    BillTable *m_table;
    QStackedWidget *m_side;
    BillDetail *m_detail;
    BillCompareView *m_compare;
    BillFindView *m_found;
    EmptyState *m_nothing; ///< where no version is chosen
    EmptyState *m_empty;
    QPointer<NewBillDialog> m_dialog;
};

} // namespace opsdeck
