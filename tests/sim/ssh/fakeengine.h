// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sim/simclock.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QStringList>

#include <mutex>
#include <optional>

namespace opsdeck::sim {

/// A Docker engine in memory: images, containers, and how their health develops over the clock. Every method locks, so
/// tests may edit it while the simulator serves it.
class FakeEngine
{
public:
    enum class Fate
    {
        Healthy, ///< "starting", then "healthy" after healthDelay
        NeverHealthy, ///< "starting", then "unhealthy" after three times healthDelay
        Exits, ///< exits with status 1 at once
    };

    struct Image
    {
        QString id; ///< sha256:…
        QStringList tags; ///< name:tag
        QStringList digests; ///< name@sha256:…
        qint64 size = 48'000'000;
        QDateTime createdAt;
    };

    struct Container
    {
        QString id;
        QString name; ///< without slash
        QString image; ///< as asked for
        QString imageId;
        QMap<QString, QString> labels;
        QDateTime createdAt;
        bool running = true;
        bool healthcheck = true;
        Fate fate = Fate::Healthy;
    };

    /// The clock is shared with other simulators; the engine only reads it.
    explicit FakeEngine(const SimClock *clock);

    QString version() const;
    void setVersion(const QString &version, const QString &apiVersion, const QString &minApiVersion);
    void setHealthDelay(std::chrono::milliseconds delay);
    std::chrono::milliseconds healthDelay() const;

    /// What a registry would say: which digest a tag stands for. Unpublished references get a digest made from their
    /// own text, so every image can be pulled unless failPull says otherwise.
    void publish(const QString &reference, const QString &digest);
    /// Labels of the image with this digest; its containers have them too, as with a real engine.
    void setImageLabels(const QString &digest, const QMap<QString, QString> &labels);
    void failPull(const QString &textInReference, const QString &message);
    /// Containers of images whose reference or digest contains the text.
    void setFate(const QString &textInReference, Fate fate);

    /// Why it cannot be pulled; nothing where it can.
    std::optional<QString> refusalOf(const QString &reference) const;
    /// Makes the image local; nothing and *error filled where the pull fails.
    std::optional<Image> pull(const QString &reference, QString *error);
    bool hasImage(const QString &reference) const;
    /// Adds or replaces the container of this name. Pulls nothing: the image has to be there.
    Container run(const QString &name, const QString &image, const QMap<QString, QString> &labels, bool healthcheck);
    /// A running container of a compose project, as a world's starting point: pulls the image too.
    Container seed(const QString &project, const QString &service, const QString &image, bool healthcheck = true);
    bool stop(const QString &name);
    bool remove(const QString &name);

    QList<Image> images() const;
    QList<Container> containers() const;
    std::optional<Container> container(const QString &nameOrId) const;
    QString health(const QString &name) const; ///< starting, healthy, unhealthy, or empty
    static QString digestOf(const QString &text); ///< "sha256:" and the hash of the text

    /// Answers one Engine API request: status and JSON. Unknown paths are 404, too old or new versions 400.
    struct Reply
    {
        int status = 200;
        QByteArray contentType = "application/json";
        QByteArray body;
        QByteArray apiVersion;
    };
    Reply answer(const QByteArray &method, const QByteArray &target) const;

private:
    QString healthOf(const Container &container) const;
    QString stateOf(const Container &container) const;
    Fate fateOf(const QString &text) const;
    std::optional<Image> imageOf(const QString &reference) const;
    QJsonObject listEntry(const Container &container) const;
    QJsonObject inspectEntry(const Container &container) const;
    QJsonObject versionInfo() const;
    QJsonObject info() const;
    QByteArray containerList(bool all) const;
    QByteArray imageList(int minorVersion) const;

    mutable std::recursive_mutex m_mutex; // Qt's would lock within its library, where ThreadSanitizer does not see it
    const SimClock *m_clock;
    QString m_version = QStringLiteral("24.0.7");
    QString m_api = QStringLiteral("1.43");
    QString m_minApi = QStringLiteral("1.12");
    std::chrono::milliseconds m_healthDelay{2000};
    QMap<QString, QString> m_published;
    QHash<QString, QMap<QString, QString>> m_imageLabels; ///< by digest
    QList<std::pair<QString, QString>> m_failingPulls;
    QList<std::pair<QString, Fate>> m_fates;
    QList<Image> m_images;
    QList<Container> m_containers;
};

} // namespace opsdeck::sim
