// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/domain/workspace.h"
#include "widgets/pages/bills/billvalues.h"
#include "widgets/theme/theme.h"

#include <QDialog>

#include <optional>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QScrollArea;
class QStackedWidget;
class QVBoxLayout;

namespace opsdeck {

class ActionButton;
class BillModulesModel;

/// A new product version: from what, what that comes to, and only then the button that writes it.
class NewBillDialog : public QDialog
{
    Q_OBJECT

public:
    NewBillDialog(Theme &theme, const QList<Product> &products, const ProductId &product, QWidget *parent);

    void setNames(const ProductId &product, const Result<BillNames> &names);
    void setPreview(const Result<BillPreview> &preview);
    /// It was not written; the dialog stays.
    void setProblem(const Error &error);
    BillWish wish() const;

Q_SIGNALS:
    void namesWanted(const opsdeck::ProductId &product);
    void previewWanted(const opsdeck::BillWish &wish);
    /// Write what the last preview showed; `anyway` = although something is open or does not hold.
    void createRequested(bool anyway);

private:
    void addFields(QVBoxLayout *column);
    void addPreview(QVBoxLayout *column);
    void addButtons(QVBoxLayout *column);
    void addField(QFormLayout *form, const QString &label, QWidget *field);
    QComboBox *makeNames(const QString &purpose);
    void chooseProduct();
    void chooseSource();
    void fillModules();
    void refresh(); ///< after any edit: a preview of something else is none
    void tell(const QString &text, Token token, const QString &raw = {});
    void showPreview();
    const Product *product() const;

    Theme &m_theme;
    const QList<Product> m_products;
    std::optional<BillPreview> m_preview;
    bool m_isWriting = false;
    QComboBox *m_product;
    QLineEdit *m_version;
    QComboBox *m_source;
    QStackedWidget *m_sources;
    QComboBox *m_branch;
    QComboBox *m_tag;
    QScrollArea *m_modules;
    QMap<ModuleId, QComboBox *> m_tagOf;
    QLineEdit *m_note;
    BillModulesModel *m_model;
    QLabel *m_message;
    QCheckBox *m_anyway;
    ActionButton *m_look;
    ActionButton *m_write;
};

} // namespace opsdeck
