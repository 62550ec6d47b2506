// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/alerts/filterbar.h"

#include "models/items/alerttext.h"
#include "widgets/parts/pill.h"
#include "widgets/parts/plaintext.h"
#include "widgets/parts/searchfield.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QMenu>
#include <QRegularExpression>

#include <algorithm>

namespace opsdeck {

namespace {

constexpr int LongestName = 40;

/// A menu takes & for the mark of a key.
QString menuText(const QString &text)
{
    return shownPart(text).simplified().replace(u'&', QStringLiteral("&&"));
}

const QRegularExpression &sourceTerm()
{
    static const QRegularExpression term(QStringLiteral("(?:^|(?<=\\s))source:(\"[^\"]*\"|\\S+)\\s*"));
    return term;
}

void openBelow(Pill *pill, QMenu *menu)
{
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(pill->mapToGlobal(QPoint(0, pill->height() + Theme::Grid)));
}

} // namespace

FilterBar::FilterBar(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_field(new SearchField(theme, QStringLiteral("filter"), this))
    , m_viewPill(new Pill(theme, this))
    , m_sourcePill(new Pill(theme, this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * Theme::Grid);
    layout->addWidget(m_field, 1);
    layout->addWidget(m_sourcePill);
    layout->addWidget(m_viewPill);
    connect(m_field, &QLineEdit::textChanged, this, &FilterBar::showCurrent);
    connect(m_viewPill, &QAbstractButton::clicked, this, [this] {
        auto *menu = new QMenu(m_viewPill);
        fillViews(*menu);
        openBelow(m_viewPill, menu);
    });
    connect(m_sourcePill, &QAbstractButton::clicked, this, [this] {
        auto *menu = new QMenu(m_sourcePill);
        fillSources(*menu);
        openBelow(m_sourcePill, menu);
    });
    retranslate();
}

void FilterBar::setViews(const QList<SavedView> &shared, const QList<SavedView> &own)
{
    m_shared = shared;
    m_own = own;
    showCurrent();
}

void FilterBar::setSources(const QList<SourceView> &sources)
{
    m_sources = sources;
    m_sourcePill->setVisible(sources.size() > 1);
}

QString FilterBar::currentView() const
{
    const QString text = m_field->text().simplified();
    for (const SavedView &view : views()) {
        if (!text.isEmpty() && view.filter.simplified() == text)
            return view.name;
    }
    return {};
}

void FilterBar::fillViews(QMenu &menu)
{
    connect(menu.addAction(tr("All alerts")), &QAction::triggered, m_field, &QLineEdit::clear);
    if (!m_shared.isEmpty())
        menu.addSection(tr("Of the workspace"));
    for (const SavedView &view : std::as_const(m_shared))
        addView(menu, view);
    if (!m_own.isEmpty())
        menu.addSection(tr("My own"));
    for (const SavedView &view : std::as_const(m_own))
        addView(menu, view);
    menu.addSeparator();
    QAction *save = menu.addAction(tr("Save this filter…"));
    save->setEnabled(!m_field->text().simplified().isEmpty() && currentView().isEmpty());
    connect(save, &QAction::triggered, this, [this] { askForName({}, [this](const QString &name) { saveAs(name); }); });
    const QString current = currentView();
    if (std::none_of(m_own.cbegin(), m_own.cend(), [&](const SavedView &view) { return view.name == current; }))
        return;
    //: %1 is the name of a filter
    connect(menu.addAction(tr("Rename “%1”…").arg(menuText(current))), &QAction::triggered, this, [this, current] {
        askForName(current, [this, current](const QString &name) {
            change(current, [&](QList<SavedView> &own, qsizetype at) { own[at].name = name; });
        });
    });
    //: %1 is the name of a filter
    connect(menu.addAction(tr("Delete “%1”").arg(menuText(current))), &QAction::triggered, this,
        [this, current] { change(current, [](QList<SavedView> &own, qsizetype at) { own.removeAt(at); }); });
}

void FilterBar::addView(QMenu &menu, const SavedView &view)
{
    QAction *action = menu.addAction(menuText(view.name));
    action->setToolTip(plainToolTip(view.filter));
    action->setCheckable(true);
    action->setChecked(view.name == currentView());
    connect(action, &QAction::triggered, m_field, [this, filter = view.filter] { m_field->setText(filter); });
}

void FilterBar::fillSources(QMenu &menu)
{
    const QString chosen = source();
    const auto add = [&](const QString &text, const QString &name) {
        QAction *action = menu.addAction(menuText(text));
        action->setCheckable(true);
        action->setChecked(name == chosen);
        connect(action, &QAction::triggered, this, [this, name] { setSource(name); });
    };
    add(tr("All sources"), {});
    for (const SourceView &one : std::as_const(m_sources))
        add(one.id.text() + QStringLiteral(" · ") + freshnessText(one, QDateTime::currentDateTimeUtc()), one.id.text());
}

QString FilterBar::source() const
{
    return sourceTerm().match(m_field->text()).captured(1).remove(u'"');
}

/// In the place of another one; what else is typed stays.
void FilterBar::setSource(const QString &source)
{
    QString text = m_field->text();
    text.remove(sourceTerm());
    text = text.trimmed();
    if (!source.isEmpty())
        text = QStringLiteral("source:") + source + (text.isEmpty() ? QString() : u' ' + text);
    m_field->setText(text);
}

void FilterBar::askForName(const QString &name, const std::function<void(const QString &)> &take)
{
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Name of the view"));
    dialog->setLabelText(tr("A name for this filter, for you on this machine:"));
    dialog->setTextValue(name);
    connect(dialog, &QInputDialog::textValueSelected, this, [this, take](const QString &text) {
        const QString given = text.simplified().left(LongestName);
        const auto known = views();
        const bool isTaken
            = std::any_of(known.cbegin(), known.cend(), [&](const SavedView &view) { return view.name == given; });
        if (!given.isEmpty() && !isTaken)
            take(given);
    });
    dialog->open();
}

void FilterBar::saveAs(const QString &name)
{
    m_own.append({name, m_field->text().simplified()});
    showCurrent();
    Q_EMIT ownViewsChanged(m_own);
}

void FilterBar::change(const QString &name, const std::function<void(QList<SavedView> &own, qsizetype at)> &how)
{
    for (qsizetype i = 0; i < m_own.size(); ++i) {
        if (m_own.at(i).name != name)
            continue;
        how(m_own, i);
        showCurrent();
        Q_EMIT ownViewsChanged(m_own);
        return;
    }
}

void FilterBar::showCurrent()
{
    const QString view = currentView();
    const QString chosen = source();
    const auto fill = [](Pill *pill, const QString &text, const QString &purpose) {
        pill->setText(text.left(LongestName) + QStringLiteral(" ▾"));
        pill->setAccessibleName(purpose + QStringLiteral(": ") + text);
        pill->setToolTip(plainToolTip(purpose));
        pill->updateGeometry();
    };
    fill(m_viewPill, view.isEmpty() ? tr("views") : view, tr("Filters under a name"));
    fill(m_sourcePill, chosen.isEmpty() ? tr("all sources") : chosen, tr("Alerts of one source"));
}

void FilterBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void FilterBar::retranslate()
{
    m_field->setPlaceholderText(tr("severity:critical  service:…  is:unacked  since:2h  or any text"));
    m_field->setAccessibleName(tr("Filter alerts"));
    m_sourcePill->setVisible(m_sources.size() > 1);
    showCurrent();
}

} // namespace opsdeck
