// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/changehistory.h"
#include "models/domain/versionmatrix.h"
#include "widgets/shell/page.h"

class QLabel;
class QModelIndex;
class QStackedWidget;
class QTableView;

namespace opsdeck {

class Card;
class CellInspector;
class EmptyState;
class MatrixDelegate;
class MatrixFilterModel;
class MatrixModel;
class ReleasesHeader;

/// "What runs where, and how did it get there?" Shows a version matrix; knows nothing of where it comes from.
class ReleasesPage : public Page
{
    Q_OBJECT

public:
    ReleasesPage(Theme &theme, QList<Environment> environments, QWidget *parent = nullptr);

    void setMatrix(const VersionMatrix &matrix, const QDateTime &now);
    /// The clock of the ages; called once a second.
    void setNow(const QDateTime &now);
    /// Answers historyWanted; ignored where another cell is shown by now.
    void setHistory(const ModuleId &part, const EnvironmentId &environment, const QList<ChangeEvent> &events);
    /// The last matrix stays; a banner says why there is no newer one. Nothing = all is well.
    void setError(const std::optional<Error> &error);
    MatrixModel &model() { return *m_model; }

    static PageCard describe();
    PageCard card() const override { return describe(); }
    QWidget *inspector() override;
    QString place() const override; ///< "MODULE" or "MODULE/ENVIRONMENT"
    QList<PagePlace> places() const override;
    QList<PageShortcut> shortcuts() const override;
    void openPlace(const QString &place) override;

Q_SIGNALS:
    void historyWanted(const opsdeck::ModuleId &part, const opsdeck::EnvironmentId &environment);
    void deployRequested(const opsdeck::ProductId &product, const opsdeck::EnvironmentId &environment);
    void saveRequested(const QString &path, const QByteArray &content);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void lay();
    void setUpTable();
    void connectParts();
    void retranslate();
    void fitColumns();
    void showContent();
    void inspect(const QModelIndex &index);
    void showCell(const QModelIndex &index);
    void copyCurrent() const;
    void requestDeploy();
    void chooseFile(const QString &suffix, QByteArray content);
    std::optional<Environment> environmentAt(int column) const;

    Theme &m_theme;
    MatrixModel *m_model;
    MatrixFilterModel *m_filtered;
    ReleasesHeader *m_header;
    Card *m_banner;
    QLabel *m_bannerText;
    QStackedWidget *m_stack;
    QTableView *m_table;
    MatrixDelegate *m_delegate;
    EmptyState *m_empty;
    CellInspector *m_inspector;
    std::optional<Error> m_error;
};

} // namespace opsdeck
