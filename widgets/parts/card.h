// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"

#include <QFrame>

#include <optional>

class QLabel;
class QVBoxLayout;

namespace opsdeck {

/// A titled container: 1 px line, 8 px radius, 12 px padding. An edge in a token's colour makes it a banner.
class Card : public QFrame
{
    Q_OBJECT

public:
    explicit Card(Theme &theme, const QString &title = {}, QWidget *parent = nullptr);

    QVBoxLayout *body() const { return m_body; }
    void setTitle(const QString &title); ///< empty hides the line
    /// Critical, warning, ok, accent or stale; nothing = a plain card.
    void setEdge(std::optional<Token> token);
    /// For lists and tables that reach from edge to edge.
    void setPadding(int pixels);

private:
    QLabel *m_title;
    QVBoxLayout *m_body;
};

} // namespace opsdeck
