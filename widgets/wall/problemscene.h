// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/wall/wallscene.h"

namespace opsdeck {

/// Why there is nothing to show. A wall never asks: it says so, and tries again.
class ProblemScene : public WallScene
{
    Q_OBJECT

public:
    explicit ProblemScene(Theme &theme, QWidget *parent = nullptr);

    void setContent(const WallContent &content) override { Q_UNUSED(content) }
    void setProblem(const QString &title, const QString &detail);
    const QString &title() const { return m_title; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_title;
    QString m_detail;
};

} // namespace opsdeck
