// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployrun.h"
#include "models/domain/error.h"
#include "models/domain/workspace.h"

#include <QWidget>

class QLabel;
class QListWidget;

namespace opsdeck {

class ActionButton;
class Card;
class RunList;
class SearchField;
struct RunDecision;
class Theme;

/// What: a product and one of its versions. Beside it what was deployed before.
class WhatStep : public QWidget
{
    Q_OBJECT

public:
    explicit WhatStep(Theme &theme, QWidget *parent = nullptr);

    void setProducts(const QList<Product> &products);
    void setVersions(const ProductId &product, const Result<QStringList> &versions);
    void setRuns(const QList<DeployRun> &runs);
    void setRunsError(const std::optional<Error> &error);
    void setReturn(const RunId &run, const Result<void> &may); ///< the answer to returnAsked
    void lookAgain(); ///< whether one can return to the chosen run
    void setGitRun(const QString &text); ///< of the run that GitLab carries out, to find it again; empty = none
    void choose(const ProductId &product, const QString &version);
    ProductId product() const;
    QString version() const;

Q_SIGNALS:
    void versionsWanted(const opsdeck::ProductId &product);
    void finished();
    void runOpened(const opsdeck::RunId &run);
    void gitRunOpened();
    void returnAsked(const opsdeck::RunId &run);
    void decided(const opsdeck::RunDecision &decision);

protected:
    void changeEvent(QEvent *event) override;

private:
    void layOut(Theme &theme);
    void productChanged();
    void showVersions();
    void filterVersions(const QString &text);
    void showChoice();
    void retranslate();

    QList<Product> m_products;
    std::optional<Result<QStringList>> m_versions; ///< of the chosen product; nothing = being read
    QString m_wantedVersion; ///< to be selected once it is known
    Card *m_productCard;
    Card *m_versionCard;
    QListWidget *m_productList;
    QListWidget *m_versionList;
    SearchField *m_filter;
    QLabel *m_state;
    RunList *m_runs;
    ActionButton *m_gitRun;
    ActionButton *m_next;
};

} // namespace opsdeck
