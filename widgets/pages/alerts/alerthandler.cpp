// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/alerts/alerthandler.h"

#include "widgets/pages/alerts/alertinspector.h"
#include "widgets/pages/alerts/alertview.h"
#include "widgets/pages/alerts/deeddialog.h"
#include "widgets/pages/alerts/silencelist.h"

#include <QKeyEvent>

namespace opsdeck {

namespace {

QString titleOf(const AlertRow &row)
{
    const QString where = row.instance.isEmpty() ? row.service : row.instance;
    return where.isEmpty() ? row.name : row.name + QStringLiteral("  ") + where;
}

/// Given back at once: nobody has to say why they no longer have it.
bool isAskedFor(AlertDeed::Kind kind)
{
    return kind != AlertDeed::Kind::Unacknowledged;
}

} // namespace

AlertHandler::AlertHandler(Theme &theme, AlertView *view, AlertInspector *inspector, QWidget *parent)
    : QObject(parent)
    , m_theme(theme)
    , m_view(view)
{
    inspector->setMayHandle(true);
    view->installEventFilter(this); // a view takes letters for a search
    connect(inspector, &AlertInspector::deedRequested, this, &AlertHandler::ask);
    connect(inspector, &AlertInspector::silenceRequested, this, &AlertHandler::silence);
    connect(inspector, &AlertInspector::silencesRequested, this, &AlertHandler::silencesWanted);
}

bool AlertHandler::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && take(static_cast<const QKeyEvent &>(*event)))
        return true;
    return QObject::eventFilter(watched, event);
}

/// True where the key was one of ours.
bool AlertHandler::take(const QKeyEvent &event)
{
    static const QHash<int, AlertDeed::Kind> deeds{
        {Qt::Key_A, AlertDeed::Kind::Acknowledged},
        {Qt::Key_U, AlertDeed::Kind::Unacknowledged},
        {Qt::Key_H, AlertDeed::Kind::HandedOver},
        {Qt::Key_C, AlertDeed::Kind::Commented},
        {Qt::Key_X, AlertDeed::Kind::Closed},
    };
    if (event.modifiers() == Qt::ShiftModifier && event.key() == Qt::Key_S) {
        Q_EMIT silencesWanted();
        return true;
    }
    if (event.modifiers() != Qt::NoModifier)
        return false;
    if (const auto deed = deeds.constFind(event.key()); deed != deeds.cend()) {
        ask(*deed);
        return true;
    }
    if (event.key() != Qt::Key_S)
        return false;
    silence();
    return true;
}

QList<PageShortcut> AlertHandler::shortcuts() const
{
    return {
        {QStringLiteral("a  u"), tr("Acknowledge, give back")},
        {QStringLiteral("h  c"), tr("Hand over, comment")},
        {QStringLiteral("s  S"), tr("Silence, all silences")},
        {QStringLiteral("x"), tr("Close at its source")},
    };
}

QList<AlertRow> AlertHandler::alerts() const
{
    return m_view->chosenAlerts();
}

void AlertHandler::ask(AlertDeed::Kind kind)
{
    const QList<AlertRow> rows = alerts();
    if (rows.isEmpty())
        return;
    if (!isAskedFor(kind)) {
        Q_EMIT deedGiven(rows, {.kind = kind});
        return;
    }
    QStringList titles;
    for (const AlertRow &row : rows)
        titles.append(titleOf(row));
    auto *dialog = new DeedDialog(m_theme, kind, titles, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &DeedDialog::given, this, [this, rows](const AlertDeed &deed) { Q_EMIT deedGiven(rows, deed); });
    dialog->open();
}

void AlertHandler::silence()
{
    if (const QList<AlertRow> rows = alerts(); !rows.isEmpty())
        Q_EMIT silenceWanted(rows);
}

SilenceList *AlertHandler::openSilenceList()
{
    auto *list = new SilenceList(m_theme, window());
    list->setAttribute(Qt::WA_DeleteOnClose);
    list->open();
    return list;
}

void AlertHandler::openSilenceDialog(const Silence &silence, const SilenceContext &context)
{
    auto *dialog = new SilenceDialog(m_theme, silence, context, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SilenceDialog::given, this, &AlertHandler::silenceGiven);
    dialog->open();
}

QWidget *AlertHandler::window() const
{
    return m_view->window();
}

} // namespace opsdeck
