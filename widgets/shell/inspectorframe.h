// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"

#include <QFrame>
#include <QHash>

class QStackedLayout;

namespace opsdeck {

class ActionButton;

/// The right edge, the same for every page: shows one page's inspector at a time, scrolled where it is long.
class InspectorFrame : public QFrame
{
    Q_OBJECT

public:
    static constexpr int Width = 320;

    explicit InspectorFrame(Theme &theme, QWidget *parent = nullptr);

    void showInspector(QWidget *inspector);
    /// The inspector leaves the frame, without a parent.
    void release(QWidget *inspector);

Q_SIGNALS:
    void closeRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    QStackedLayout *m_stack;
    ActionButton *m_close;
    QHash<QWidget *, QWidget *> m_scrolls; ///< inspector → what scrolls it
};

} // namespace opsdeck
