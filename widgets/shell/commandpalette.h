// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/recordmodel.h"
#include "widgets/theme/theme.h"

#include <QFrame>

#include <functional>

class QLabel;
class QLineEdit;
class QListView;

namespace opsdeck {

/// One thing that the palette can open or do.
struct PaletteItem
{
    QString iconName;
    QString title;
    QString subtitle; ///< where or of what kind; may be empty
    bool isAction = false;
    std::function<void()> run;
};

/// What the list shows of an item, by its number.
struct PaletteRow
{
    qsizetype number = 0;
    QString iconName;
    QString title;
    QString subtitle;

    bool operator==(const PaletteRow &) const = default;
};

class PaletteModel : public RecordModel<PaletteRow, qsizetype>
{
public:
    explicit PaletteModel(QObject *parent = nullptr);
};

/// Ctrl+K: one field over everything that can be opened or done. Each typed word has to fit; ">" leaves actions only.
/// Enter opens, Esc closes. Deletes itself when it closes.
class CommandPalette : public QFrame
{
    Q_OBJECT

public:
    CommandPalette(Theme &theme, QList<PaletteItem> items, QWidget *parent = nullptr);

    void setQuery(const QString &query);
    /// Others to choose from; what is chosen stays so, where it is still there.
    void setItems(const QList<PaletteItem> &items);
    /// The answer to searchRequested, below what the desk itself offers; one to older words is passed over.
    void addFound(const QString &words, const QList<PaletteItem> &items);

Q_SIGNALS:
    void searchRequested(const QString &words);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void take(const QString &query);
    void showMatches(const QString &query);
    void chooseAgain(const PaletteRow &chosen);
    const PaletteItem &item(qsizetype number) const;
    void choose();
    void step(int rows);

    Theme &m_theme;
    QList<PaletteItem> m_items;
    QList<PaletteItem> m_found; ///< elsewhere, for the words in the field; numbered after m_items
    QLineEdit *m_field;
    QListView *m_list;
    QLabel *m_nothing;
    PaletteModel *m_model;
};

} // namespace opsdeck
