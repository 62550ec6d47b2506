// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"

#include <QWidget>

namespace opsdeck {

/// One line of plain text that gives way: elided where there is no room, in full on hover and on copy (context menu,
/// or Ctrl+C after a click).
class ElidedLabel : public QWidget
{
    Q_OBJECT

public:
    explicit ElidedLabel(Theme &theme, QWidget *parent = nullptr);
    ElidedLabel(Theme &theme, const QString &text, QWidget *parent = nullptr);

    QString text() const { return m_text; }
    void setText(const QString &text);
    void setElideMode(Qt::TextElideMode mode); ///< default: right; ids, digests and hosts take the middle
    void setToken(Token token);
    void setAlignment(Qt::Alignment alignment);
    bool isElided() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void copy() const;
    QString oneLine() const;

    Theme &m_theme;
    QString m_text;
    Qt::TextElideMode m_mode = Qt::ElideRight;
    Qt::Alignment m_alignment = Qt::AlignLeft | Qt::AlignVCenter;
    Token m_token = Token::Text;
};

} // namespace opsdeck
