// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/alerts/filterbar.h"
#include "widgets/parts/searchfield.h"
#include "widgets/theme/theme.h"

#include <QtTest>
#include <QtWidgets>

using namespace opsdeck;
using namespace Qt::StringLiterals;

/// Filters under a name, and one source alone.
class FilterBarTest : public QObject
{
    Q_OBJECT

    Theme m_theme{ThemeKind::Dark};
    std::unique_ptr<FilterBar> m_bar;

    QAbstractButton *pill(const QString &purpose)
    {
        for (QAbstractButton *button : m_bar->findChildren<QAbstractButton *>()) {
            if (button->accessibleName().startsWith(purpose))
                return button;
        }
        return nullptr;
    }
    /// What the menu of a pill offers; chooses one of it.
    QStringList choose(const QString &purpose, const QString &text = {})
    {
        QStringList offered;
        pill(purpose)->click();
        auto *menu = pill(purpose)->findChild<QMenu *>();
        for (QAction *action : menu->actions()) {
            if (action->isEnabled() && !action->isSeparator())
                offered.append(action->text());
            if (!text.isEmpty() && action->text() == text && action->isEnabled())
                action->trigger();
        }
        delete menu;
        return offered;
    }
    void name(const QString &text)
    {
        auto *dialog = m_bar->findChild<QInputDialog *>();
        QVERIFY(dialog);
        dialog->setTextValue(text);
        dialog->accept();
        QCoreApplication::sendPostedEvents(dialog, QEvent::DeferredDelete);
    }
    const QString m_views = u"Filters under a name"_s;
    const QString m_sources = u"Alerts of one source"_s;

private Q_SLOTS:
    void init()
    {
        m_bar = std::make_unique<FilterBar>(m_theme);
        m_bar->setViews({{u"on call"_s, u"severity>=warning -is:acked"_s}}, {{u"mine"_s, u"owner:li"_s}});
        m_bar->setSources({{SourceId(u"prom"_s), Freshness::Live, {}}, {SourceId(u"zabbix"_s), Freshness::Stale, {}}});
        m_bar->show();
    }

    void aViewIsChosenAndNamed()
    {
        choose(m_views, u"on call"_s);
        QCOMPARE(m_bar->field()->text(), u"severity>=warning -is:acked"_s);
        QCOMPARE(m_bar->currentView(), u"on call"_s);
        QVERIFY(pill(m_views)->text().startsWith(u"on call"_s));
        m_bar->field()->setText(u"cart"_s);
        QCOMPARE(m_bar->currentView(), QString());
        choose(m_views, u"All alerts"_s);
        QCOMPARE(m_bar->field()->text(), QString());
    }

    void whatIsTypedIsSavedUnderAName()
    {
        QSignalSpy spy(m_bar.get(), &FilterBar::ownViewsChanged);
        QVERIFY(!choose(m_views).contains(u"Save this filter…"_s)); // there is none
        m_bar->field()->setText(u"  severity:critical   env:production "_s);
        choose(m_views, u"Save this filter…"_s);
        name(u" night "_s);
        QCOMPARE(spy.size(), 1);
        QCOMPARE(spy.first().first().value<QList<SavedView>>(),
            QList<SavedView>({{u"mine"_s, u"owner:li"_s}, {u"night"_s, u"severity:critical env:production"_s}}));
        QCOMPARE(m_bar->currentView(), u"night"_s);
    }

    void aNameIsGivenOnce()
    {
        QSignalSpy spy(m_bar.get(), &FilterBar::ownViewsChanged);
        m_bar->field()->setText(u"cart"_s);
        for (const QString &taken : {u"mine"_s, u"on call"_s, u"  "_s}) {
            choose(m_views, u"Save this filter…"_s);
            name(taken);
        }
        QCOMPARE(spy.size(), 0);
    }

    void onesOwnAreRenamedAndDeletedTheWorkspacesAreNot()
    {
        QSignalSpy spy(m_bar.get(), &FilterBar::ownViewsChanged);
        m_bar->field()->setText(u"severity>=warning -is:acked"_s);
        for (const QString &offered : choose(m_views))
            QVERIFY2(!offered.startsWith(u"Rename"_s) && !offered.startsWith(u"Delete"_s), qPrintable(offered));
        m_bar->field()->setText(u"owner:li"_s);
        choose(m_views, u"Rename “mine”…"_s);
        name(u"Li & me"_s);
        QCOMPARE(spy.last().first().value<QList<SavedView>>(), QList<SavedView>({{u"Li & me"_s, u"owner:li"_s}}));
        choose(m_views, u"Delete “Li && me”"_s);
        QCOMPARE(spy.last().first().value<QList<SavedView>>(), QList<SavedView>());
    }

    void oneSourceTakesThePlaceOfAnotherAndTheRestStays()
    {
        m_bar->field()->setText(u"severity:critical"_s);
        const QStringList offered = choose(m_sources);
        QCOMPARE(offered.size(), 3);
        choose(m_sources, offered.at(1));
        QCOMPARE(m_bar->field()->text(), u"source:prom severity:critical"_s);
        QVERIFY(pill(m_sources)->text().startsWith(u"prom"_s));
        choose(m_sources, offered.at(2));
        QCOMPARE(m_bar->field()->text(), u"source:zabbix severity:critical"_s);
        choose(m_sources, offered.at(0));
        QCOMPARE(m_bar->field()->text(), u"severity:critical"_s);
    }

    void withOneSourceThereIsNothingToChoose()
    {
        m_bar->setSources({{SourceId(u"prom"_s), Freshness::Live, {}}});
        QVERIFY(!pill(m_sources)->isVisible());
    }
};

QTEST_MAIN(FilterBarTest)
#include "tst_filterbar.moc"
