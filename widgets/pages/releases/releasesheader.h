// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/versionmatrix.h"
#include "widgets/theme/theme.h"

#include <QWidget>

class QAction;
class QLabel;

namespace opsdeck {

class ActionButton;
class ElidedLabel;
class Pill;
class SearchField;

/// Title of the releases page and what narrows its table down.
class ReleasesHeader : public QWidget
{
    Q_OBJECT

public:
    explicit ReleasesHeader(Theme &theme, QWidget *parent = nullptr);

    void setMatrix(const VersionMatrix &matrix);
    void clearFilters();
    bool hasFilters() const;

Q_SIGNALS:
    void textChanged(const QString &text);
    void onlyDifferencesChanged(bool on);
    void onlyDriftChanged(bool on);
    void csvRequested();
    void jsonRequested();
    void left(); ///< Enter in the field: on to the table

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    QLabel *m_title;
    ElidedLabel *m_note;
    SearchField *m_search;
    Pill *m_differences;
    Pill *m_drift;
    ActionButton *m_export;
    QAction *m_csv;
    QAction *m_json;
    VersionMatrix m_matrix;
};

} // namespace opsdeck
