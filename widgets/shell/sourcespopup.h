// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/freshness.h"
#include "widgets/theme/theme.h"

#include <QFrame>

namespace opsdeck {

/// Every source with state, since when, and what went wrong in words and as the far side said it; blind ones first.
class SourcesPopup : public QFrame
{
    Q_OBJECT

public:
    SourcesPopup(Theme &theme, QList<SourceRecord> sources, const QDateTime &now, QWidget *parent);

private:
    QWidget *makeRow(const SourceRecord &source, const QDateTime &now);

    Theme &m_theme;
};

} // namespace opsdeck
