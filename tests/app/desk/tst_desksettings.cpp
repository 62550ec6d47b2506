// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/desksettings.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;

/// What a window remembers is what it was told.
class DeskSettingsTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void initTestCase()
    {
        QCoreApplication::setOrganizationName(u"opsdeck-test"_s);
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
    }

    void everythingComesBack()
    {
        const DeskSettings settings{.language = u"zh_CN"_s,
            .theme = ThemeKind::Light,
            .geometry = "g",
            .railCollapsed = true,
            .workspace = u"/ws"_s,
            .views = {{u"值班"_s, u"severity>=warning \"two words\""_s}, {u"a, b"_s, u"x;y"_s}}};
        saveDeskSettings(settings);
        QVERIFY(loadDeskSettings() == settings);
        DeskSettings fewer = settings;
        fewer.views.removeFirst();
        saveDeskSettings(fewer);
        QVERIFY(loadDeskSettings() == fewer);
        fewer.views.clear();
        saveDeskSettings(fewer);
        QVERIFY(loadDeskSettings() == fewer);
    }

    void aViewWithoutNameOrFilterIsNone()
    {
        {
            QSettings stored;
            stored.beginWriteArray(u"alerts/views"_s);
            stored.setArrayIndex(0);
            stored.setValue(u"name"_s, u"x"_s);
            stored.setArrayIndex(1);
            stored.setValue(u"filter"_s, u"y"_s);
            stored.endArray();
        }
        QVERIFY(loadDeskSettings().views.isEmpty());
    }
};

QTEST_GUILESS_MAIN(DeskSettingsTest)
#include "tst_desksettings.moc"
