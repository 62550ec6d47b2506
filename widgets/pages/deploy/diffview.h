// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/linediff.h"
#include "widgets/theme/theme.h"

#include <QPlainTextEdit>

namespace opsdeck {

/// A line diff to read and copy: removed and added lines with sign and colour, far equal lines folded.
class DiffView : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit DiffView(Theme &theme, QWidget *parent = nullptr);

    void setTexts(const QByteArray &before, const QByteArray &after);

protected:
    void changeEvent(QEvent *event) override;

private:
    void render();

    Theme &m_theme;
    QList<DiffLine> m_diff;
};

} // namespace opsdeck
