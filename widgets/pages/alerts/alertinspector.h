// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertwall.h"
#include "widgets/parts/inspectorpanel.h"

#include <optional>

namespace opsdeck {

class ActionButton;
class Card;
class KeyValueList;

/// Everything that is known about one alert.
class AlertInspector : public InspectorPanel
{
    Q_OBJECT

public:
    explicit AlertInspector(Theme &theme, QWidget *parent = nullptr);

    /// `group` is the one that the alert stands in.
    void setAlert(const AlertRow &row, const AlertGroup &group, const QDateTime &now);
    void setNow(const QDateTime &now);
    /// Whether there is something to do but look; not at first.
    void setMayHandle(bool may);
    void clear();

Q_SIGNALS:
    void copyRequested();
    void deedRequested(opsdeck::AlertDeed::Kind kind);
    void silenceRequested();
    void silencesRequested(); ///< all of them
    /// After the person has seen the address and agreed; http or https.
    void openLinkRequested(const QString &link);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void show(const AlertRow &row);
    void showState(const AlertRow &row);
    void askBeforeOpening();

    void addHandling();

    std::optional<AlertRow> m_row;
    bool m_mayHandle = false;
    ActionButton *m_acknowledge;
    ActionButton *m_more;
    AlertGroup m_group;
    QDateTime m_now;
    ActionButton *m_copy;
    ActionButton *m_open;
    Card *m_stateCard;
    KeyValueList *m_state;
    Card *m_noteCard;
    KeyValueList *m_notes;
    Card *m_labelCard;
    KeyValueList *m_labels;
    Card *m_annotationCard;
    KeyValueList *m_annotations;
};

} // namespace opsdeck
