// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPersistentModelIndex>

namespace opsdeck {

class AlertView;

/// Around a change of the rows: what stands on top of an alert view stays there, and where the current row goes, the
/// nearest of those around it follows.
class KeptPlace
{
public:
    explicit KeptPlace(AlertView &view)
        : m_view(view)
    { }

    void remember();
    void restore(); ///< once the view knows its new height

private:
    struct Held
    {
        QPersistentModelIndex index;
        int y = 0; ///< in the viewport
    };

    void rememberCurrent();
    void restoreCurrent();

    AlertView &m_view;
    QList<Held> m_inView; ///< from the top
    QList<QPersistentModelIndex> m_current; ///< the current row, then those around it
};

} // namespace opsdeck
