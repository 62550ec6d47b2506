// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/faults/showntexts.h"

#include <QAbstractItemModel>
#include <QAbstractItemView>
#include <QAction>
#include <QLabel>
#include <QMetaProperty>
#include <QPlainTextEdit>
#include <QTextEdit>

namespace opsdeck::testing {

namespace {

void addRows(const QAbstractItemModel &model, const QModelIndex &parent, QStringList &texts)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        for (int column = 0; column < model.columnCount(parent); ++column) {
            const QModelIndex index = model.index(row, column, parent);
            for (const int role : {Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole, Qt::StatusTipRole})
                texts.append(index.data(role).toString());
            addRows(model, index, texts);
        }
    }
}

void addProperties(const QObject &object, QStringList &texts)
{
    const QMetaObject *meta = object.metaObject();
    for (int i = 0; i < meta->propertyCount(); ++i) {
        const QVariant value = meta->property(i).read(&object);
        if (value.typeId() == QMetaType::QString)
            texts.append(value.toString());
        else if (value.typeId() == QMetaType::QStringList)
            texts.append(value.toStringList());
    }
}

QList<const QObject *> allBelow(const QObject *root)
{
    QList<const QObject *> all{root};
    for (const QWidget *child : root->findChildren<QWidget *>())
        all.append(child);
    for (const QAction *child : root->findChildren<QAction *>())
        all.append(child);
    return all;
}

} // namespace

QStringList shownTexts(const QObject *root)
{
    QStringList texts;
    for (const QObject *object : allBelow(root)) {
        addProperties(*object, texts);
        if (const auto *edit = qobject_cast<const QPlainTextEdit *>(object))
            texts.append(edit->toPlainText());
        if (const auto *view = qobject_cast<const QAbstractItemView *>(object); view && view->model())
            addRows(*view->model(), {}, texts);
    }
    texts.removeAll(QString());
    return texts;
}

QStringList richTexts(const QObject *root)
{
    QStringList rich;
    for (const QObject *object : allBelow(root)) {
        const auto *label = qobject_cast<const QLabel *>(object);
        if (object->inherits("QTipLabel"))
            continue; // a tool tip is rich text, made of escaped words; there is a test of its own for it
        if (label && label->textFormat() != Qt::PlainText && Qt::mightBeRichText(label->text()))
            rich.append(QStringLiteral("QLabel: ") + label->text());
        if (const auto *edit = qobject_cast<const QTextEdit *>(object))
            rich.append(QStringLiteral("QTextEdit: ") + edit->toPlainText());
    }
    return rich;
}

} // namespace opsdeck::testing
