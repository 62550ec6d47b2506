// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/stateshape.h"

#include <QWidget>

#include <optional>

class QVBoxLayout;

namespace opsdeck {

class ElidedLabel;
class StateBadge;

/// The same head for every kind of thing: shape, title, subtitle, then actions, then cards. What a page returns from
/// Page::inspector().
class InspectorPanel : public QWidget
{
    Q_OBJECT

public:
    explicit InspectorPanel(Theme &theme, QWidget *parent = nullptr);

    void setTitle(const QString &title, std::optional<StateShape> shape = std::nullopt);
    void setSubtitle(const QString &subtitle);
    /// The panel becomes the parent.
    void addAction(QWidget *button);
    void addSection(QWidget *section);
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;

private:
    StateBadge *m_badge;
    ElidedLabel *m_title;
    ElidedLabel *m_subtitle;
    QWidget *m_actions;
    QVBoxLayout *m_sections;
};

} // namespace opsdeck
