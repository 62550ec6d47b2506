// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/wall/wallfeed.h"
#include "app/wall/wallscreens.h"
#include "app/wall/wallstation.h"
#include "tests/sim/monitoring/alertmanagersim.h"
#include "widgets/theme/theme.h"
#include "widgets/wall/wallwindow.h"

#include <QtTest>
#include <QtWidgets>

namespace opsdeck::testing {

/// Screens that a test plugs and unplugs; the window system of the tests has one that never goes.
class FakeScreens : public WallScreens
{
public:
    QStringList plugged{QStringLiteral("HDMI-1")};
    QString shownOn; ///< the last one that was filled

    QStringList names() const override { return plugged; }
    void show(QWidget &window, const QString &name) override
    {
        shownOn = name;
        window.setGeometry(0, 0, 1280, 720);
        window.show();
    }
    void plug(const QStringList &names)
    {
        plugged = names;
        Q_EMIT changed();
    }
};

/// A room: a workspace with as many Alertmanagers as are asked for, each watching the systems of a small company.
class WallWorld
{
public:
    explicit WallWorld(int sources)
    {
        for (int i = 0; i < sources; ++i) {
            m_sources.push_back(std::make_unique<sim::AlertmanagerSim>(m_clock));
            if (!m_sources.back()->start())
                qFatal("No free port");
        }
        write(QStringLiteral("catalog/all.yaml"), catalog());
    }
    ~WallWorld() { m_station.reset(); }

    static QStringList systems()
    {
        return {QStringLiteral("checkout"), QStringLiteral("members"), QStringLiteral("settlement"),
            QStringLiteral("pricing"), QStringLiteral("storefront"), QStringLiteral("trading-gateway")};
    }

    sim::AlertmanagerSim &source(int index = 0) { return *m_sources.at(static_cast<size_t>(index)); }
    int sources() const { return static_cast<int>(m_sources.size()); }
    sim::SimClock &clock() { return m_clock; }
    FakeScreens &screens() { return m_screens; }
    QString folder() const { return m_folder.filePath(QStringLiteral("ops")); }
    SessionFolders folders() const
    {
        return {m_folder.filePath(QStringLiteral("data")), m_folder.filePath(QStringLiteral("config"))};
    }

    void write(const QString &name, const QByteArray &content)
    {
        QFile file(QDir(folder()).filePath(name));
        if (!QDir().mkpath(QFileInfo(file.fileName()).path()) || !file.open(QIODevice::WriteOnly)
            || file.write(content) != content.size())
            qFatal("%s cannot be written", qPrintable(file.fileName()));
    }
    /// `scenes` as YAML, each line with six spaces before it.
    void writeWorkspace(const QByteArray &scenes, const QByteArray &poll = "500ms", const QByteArray &set = {})
    {
        QByteArray text = "name: room\nconnections:\n";
        for (int i = 0; i < sources(); ++i)
            text += "  - {name: am-" + QByteArray::number(i) + ", kind: alertmanager, url: '" + source(i).url()
                + "', poll: " + poll + "}\n";
        write(QStringLiteral("opsdeck.yaml"), text + "walls:\n  - name: noc\n" + set + "    scenes:\n" + scenes);
    }

    QString fire(const QString &name, const QString &system, const QString &severity, int sourceIndex = 0)
    {
        return source(sourceIndex)
            .fire({{QStringLiteral("alertname"), name}, {QStringLiteral("system"), system},
                      {QStringLiteral("severity"), severity}},
                {{QStringLiteral("summary"), name + QStringLiteral(" in ") + system}}, m_clock.now());
    }

    WallStation &switchOn(const WallOptions &more = {})
    {
        WallOptions options = more;
        options.folder = folder();
        m_station = std::make_unique<WallStation>(
            options, folders(), DeskSettings{.language = QStringLiteral("en")}, m_screens);
        m_station->start();
        return *m_station;
    }
    void switchOff() { m_station.reset(); }
    WallStation &station() { return *m_station; }

    const WallContent content() const { return m_station->feed() ? m_station->feed()->content() : WallContent(); }
    WallTile tileOf(const QString &system) const
    {
        for (const WallTile &tile : content().tiles) {
            if (tile.title == system)
                return tile;
        }
        return {};
    }
    bool isLive() const { return m_station->feed() && content().hasAlerts && !content().isBlind(); }
    bool hasCritical(const QString &name) const
    {
        const auto tiles = content().tiles;
        return std::any_of(tiles.cbegin(), tiles.cend(), [&](const WallTile &tile) {
            return std::any_of(tile.lines.cbegin(), tile.lines.cend(),
                [&](const WallLine &line) { return line.name == name && line.severity == Severity::Critical; });
        });
    }
    bool holdsFor(const QString &name) const
    {
        const auto &holding = m_station->rotation().holding;
        return std::any_of(holding.cbegin(), holding.cend(), [&](const QString &key) { return isRowOf(key, name); });
    }

    static bool hasDialog()
    {
        const auto all = QApplication::topLevelWidgets();
        return std::any_of(all.cbegin(), all.cend(),
            [](const QWidget *widget) { return qobject_cast<const QDialog *>(widget) && widget->isVisible(); });
    }

private:
    bool isRowOf(const QString &key, const QString &name) const
    {
        const auto tiles = content().tiles;
        return std::any_of(tiles.cbegin(), tiles.cend(), [&](const WallTile &tile) {
            return std::any_of(tile.lines.cbegin(), tile.lines.cend(),
                [&](const WallLine &line) { return line.tells(key) && line.name == name; });
        });
    }

    static QByteArray catalog()
    {
        QByteArray text;
        for (const QString &system : systems())
            text += "---\napiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: {name: " + system.toUtf8()
                + "}\nspec: {owner: group:ops}\n";
        return text + "---\napiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: ops}\nspec: {}\n";
    }

    QTemporaryDir m_folder;
    sim::SimClock m_clock;
    std::vector<std::unique_ptr<sim::AlertmanagerSim>> m_sources;
    FakeScreens m_screens;
    std::unique_ptr<WallStation> m_station;
};

} // namespace opsdeck::testing
