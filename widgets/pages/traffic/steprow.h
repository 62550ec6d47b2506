// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/pages/traffic/boardvalues.h"

class QLabel;

namespace opsdeck {

/// A route's steps side by side: what is behind, where it is now with the time left, what comes.
class StepRow : public QWidget
{
    Q_OBJECT

public:
    explicit StepRow(Theme &theme, QWidget *parent = nullptr);

    void setBoard(const BoardRoute &board, const QDateTime &now);
    /// The remaining time alone.
    void tick(const QDateTime &now);

private:
    struct Face
    {
        TrafficStep step;
        StepStanding standing;
        bool operator==(const Face &) const = default;
    };

    void build();
    QWidget *makeStep(qsizetype number, const Face &face);
    QString words(qsizetype number, const Face &face, const QDateTime &now) const;

    Theme &m_theme;
    QList<Face> m_faces;
    std::optional<TrafficShift> m_shift;
    QWidget *m_content = nullptr;
    QList<QLabel *> m_labels;
};

} // namespace opsdeck
