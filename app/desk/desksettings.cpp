// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/desksettings.h"

#include "app/desk/language.h"

#include <QSettings>

namespace opsdeck {

namespace {

const QString languageKey = QStringLiteral("desk/language");
const QString themeKey = QStringLiteral("desk/theme");
const QString geometryKey = QStringLiteral("desk/geometry");
const QString railKey = QStringLiteral("desk/railCollapsed");
const QString workspaceKey = QStringLiteral("desk/workspace");
const QString viewsKey = QStringLiteral("alerts/views");
const QString nameKey = QStringLiteral("name");
const QString filterKey = QStringLiteral("filter");

struct Switch
{
    QString key;
    bool DeskVoice::*isOn;
};

const QList<Switch> &voiceSwitches()
{
    static const QList<Switch> all{{QStringLiteral("desk/sounds"), &DeskVoice::sounds},
        {QStringLiteral("desk/soundOfCritical"), &DeskVoice::critical},
        {QStringLiteral("desk/soundOfWarning"), &DeskVoice::warning},
        {QStringLiteral("desk/soundOfInfo"), &DeskVoice::info}, {QStringLiteral("desk/popups"), &DeskVoice::popups}};
    return all;
}

QString nameOf(ThemeKind kind)
{
    switch (kind) {
    case ThemeKind::Dark:
        return QStringLiteral("dark");
    case ThemeKind::Light:
        return QStringLiteral("light");
    case ThemeKind::HighContrast:
        return QStringLiteral("high-contrast");
    }
    return {};
}

ThemeKind themeFromName(const QString &name)
{
    if (name == nameOf(ThemeKind::Light))
        return ThemeKind::Light;
    return name == nameOf(ThemeKind::HighContrast) ? ThemeKind::HighContrast : ThemeKind::Dark;
}

QList<SavedView> loadViews(QSettings &stored)
{
    QList<SavedView> views;
    const int count = stored.beginReadArray(viewsKey);
    for (int i = 0; i < count; ++i) {
        stored.setArrayIndex(i);
        const SavedView view{stored.value(nameKey).toString(), stored.value(filterKey).toString()};
        if (!view.name.isEmpty() && !view.filter.isEmpty())
            views.append(view);
    }
    stored.endArray();
    return views;
}

void saveViews(QSettings &stored, const QList<SavedView> &views)
{
    stored.remove(viewsKey);
    stored.beginWriteArray(viewsKey, static_cast<int>(views.size()));
    for (int i = 0; i < views.size(); ++i) {
        stored.setArrayIndex(i);
        stored.setValue(nameKey, views.at(i).name);
        stored.setValue(filterKey, views.at(i).filter);
    }
    stored.endArray();
}

} // namespace

DeskSettings loadDeskSettings()
{
    QSettings stored;
    DeskSettings settings;
    settings.language = stored.value(languageKey, Language::ofSystem()).toString();
    settings.theme = themeFromName(stored.value(themeKey).toString());
    settings.geometry = stored.value(geometryKey).toByteArray();
    settings.railCollapsed = stored.value(railKey).toBool();
    settings.workspace = stored.value(workspaceKey).toString();
    for (const auto &[key, isOn] : voiceSwitches())
        settings.voice.*isOn = stored.value(key, settings.voice.*isOn).toBool();
    settings.views = loadViews(stored);
    return settings;
}

void saveDeskSettings(const DeskSettings &settings)
{
    QSettings stored;
    stored.setValue(languageKey, settings.language);
    stored.setValue(themeKey, nameOf(settings.theme));
    stored.setValue(geometryKey, settings.geometry);
    stored.setValue(railKey, settings.railCollapsed);
    stored.setValue(workspaceKey, settings.workspace);
    for (const auto &[key, isOn] : voiceSwitches())
        stored.setValue(key, settings.voice.*isOn);
    saveViews(stored, settings.views);
}

} // namespace opsdeck
