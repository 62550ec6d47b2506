// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/diagnostic.h"
#include "widgets/theme/theme.h"

#include <QScrollArea>

namespace opsdeck {

class Card;

/// What is wrong in the workspace's files, with place and hint; Opsdeck works with what is valid.
class FaultList : public QScrollArea
{
    Q_OBJECT

public:
    FaultList(Theme &theme, QWidget *parent = nullptr);

    void setFaults(const Diagnostics &faults, const QString &folder);

protected:
    void changeEvent(QEvent *event) override;

private:
    void rebuild();
    QWidget *makeRow(const Diagnostic &fault);

    Theme &m_theme;
    Diagnostics m_faults;
    QString m_folder;
};

} // namespace opsdeck
