// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/domain/ledger.h"
#include "widgets/shell/page.h"

class QLabel;
class QStackedWidget;
class QTreeView;

namespace opsdeck {

class ActionButton;
class Card;
class EmptyState;
class LedgerFilterModel;
class LedgerInspector;
class LedgerModel;
class SearchField;

/// "Who did what, when, why, and how did it end?" Older entries come as the list is scrolled; a filter reads all.
class LedgerPage : public Page
{
    Q_OBJECT

public:
    explicit LedgerPage(Theme &theme, QWidget *parent = nullptr);

    static PageCard describe();
    PageCard card() const override { return describe(); }
    QWidget *inspector() override;
    QString place() const override; ///< the selected entry's number
    QList<PageShortcut> shortcuts() const override;
    void openPlace(const QString &place) override;

    LedgerModel &model() { return *m_model; }
    void addNewest(const QList<LedgerEntry> &entries);
    void addOlder(const QList<LedgerEntry> &entries);
    void showProblem(const Error &error); ///< until the next answer
    /// 0 = the chain is whole, else the first entry that does not fit.
    void showVerification(const Result<qint64> &firstBroken);

Q_SIGNALS:
    void olderWanted(qint64 olderThan);
    void verifyRequested();
    void saveRequested(const QString &file, const QByteArray &content);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeHeader();
    void setUpTable();
    void fitColumns();
    void wire();
    void retranslate();
    void showContent();
    void showCurrent();
    void filter(const QString &text);
    void readOnWhileFiltering();
    void copyRows() const;
    void chooseFile();
    void tell(const QString &text, Token token);

    Theme &m_theme;
    LedgerModel *m_model;
    LedgerFilterModel *m_filtered;
    QLabel *m_title;
    QLabel *m_counts;
    SearchField *m_search;
    ActionButton *m_verify;
    ActionButton *m_export;
    Card *m_banner;
    QLabel *m_bannerText;
    QStackedWidget *m_stack;
    QTreeView *m_table;
    EmptyState *m_empty;
    LedgerInspector *m_inspector;
    QString m_wantedPlace;
};

} // namespace opsdeck
