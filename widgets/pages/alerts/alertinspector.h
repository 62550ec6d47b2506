// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertssummary.h"
#include "models/domain/relatedalerts.h"
#include "models/domain/whatchanged.h"
#include "widgets/parts/inspectorpanel.h"

#include <optional>

namespace opsdeck {

class ActionButton;
class Card;
class ChangeCard;
class KeyValueList;
class RelatedCard;
class TimeChart;

/// The page of a source that shows an alert; http or https.
struct AlertLink
{
    SourceId source;
    QString link;

    bool operator==(const AlertLink &) const = default;
};

/// Everything that is known about one alert.
class AlertInspector : public InspectorPanel
{
    Q_OBJECT

public:
    explicit AlertInspector(Theme &theme, QWidget *parent = nullptr);

    /// `group` is the one that the alert stands in.
    void setAlert(const AlertRow &row, const AlertGroup &group, const QDateTime &now);
    /// Several that are selected, in place of one.
    void setMany(const AlertsSummary &summary, const QDateTime &now);
    bool showsMany() const { return m_many.has_value(); }
    void setNow(const QDateTime &now);
    /// Whether there is something to do but look; not at first.
    void setMayHandle(bool may);
    void clear();
    /// What stands around the alert that it shows.
    void setChanges(const QList<Change> &changes, std::chrono::seconds window);
    void setRelated(const RelatedAlerts &related);
    /// Where several sources tell it, each with a page of its own.
    void setLinks(const QList<AlertLink> &links);
    const QList<AlertLink> &links() const { return m_links; }
    TimeChart &chart() { return *m_chart; }
    /// Asks which one, and whether, and then has it opened; nothing where it has no address.
    void openInSource();

Q_SIGNALS:
    void copyRequested();
    /// Another alert is looked at; answered by what stands around it. Not while nobody sees it.
    void contextWanted(const opsdeck::AlertRow &row);
    void alertRequested(const QString &key); ///< AlertRow::key
    void changeRequested(const QString &page, const QString &place);
    void deedRequested(opsdeck::AlertDeed::Kind kind);
    void silenceRequested();
    void silencesRequested(); ///< all of them
    /// After the person has seen the address and agreed; http or https.
    void openLinkRequested(const QString &link);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void retranslate();
    void show(const AlertRow &row);
    void show(const AlertsSummary &summary);
    void showState(const AlertRow &row);
    void lay();
    void connectParts();
    void addHandling();
    void askForContext();
    void askBeforeOpening(const QString &address);

    std::optional<AlertRow> m_row;
    std::optional<AlertsSummary> m_many; ///< shown in place of one
    bool m_mayHandle = false;
    ActionButton *m_acknowledge;
    ActionButton *m_more;
    AlertGroup m_group;
    QDateTime m_now;
    ActionButton *m_copy;
    ActionButton *m_open;
    QList<AlertLink> m_links; ///< of several sources
    Card *m_chartCard;
    TimeChart *m_chart;
    ChangeCard *m_changes;
    RelatedCard *m_related;
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
