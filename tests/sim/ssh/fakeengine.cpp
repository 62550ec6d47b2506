// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/ssh/fakeengine.h"

#include <QCryptographicHash>

namespace opsdeck::sim {

using Lock = std::scoped_lock<std::recursive_mutex>;

namespace {

QString hashOf(const QString &text)
{
    return QString::fromLatin1(QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex());
}

// "registry:5000/shop/cart:2.4@sha256:…" without tag and digest.
QString nameOf(const QString &reference)
{
    const QString rest = reference.section(u'@', 0, 0);
    const auto colon = rest.lastIndexOf(u':');
    return colon > rest.lastIndexOf(u'/') ? rest.left(colon) : rest;
}

} // namespace

FakeEngine::FakeEngine(const SimClock *clock)
    : m_clock(clock)
{ }

QString FakeEngine::digestOf(const QString &text)
{
    return QStringLiteral("sha256:") + hashOf(text);
}

QString FakeEngine::version() const
{
    const Lock lock(m_mutex);
    return m_version;
}

void FakeEngine::setVersion(const QString &version, const QString &apiVersion, const QString &minApiVersion)
{
    const Lock lock(m_mutex);
    m_version = version;
    m_api = apiVersion;
    m_minApi = minApiVersion;
}

void FakeEngine::setHealthDelay(std::chrono::milliseconds delay)
{
    const Lock lock(m_mutex);
    m_healthDelay = delay;
}

std::chrono::milliseconds FakeEngine::healthDelay() const
{
    const Lock lock(m_mutex);
    return m_healthDelay;
}

void FakeEngine::publish(const QString &reference, const QString &digest)
{
    const Lock lock(m_mutex);
    m_published.insert(reference, digest);
}

void FakeEngine::setImageLabels(const QString &digest, const QMap<QString, QString> &labels)
{
    const Lock lock(m_mutex);
    m_imageLabels.insert(digest, labels);
}

void FakeEngine::failPull(const QString &textInReference, const QString &message)
{
    const Lock lock(m_mutex);
    m_failingPulls.prepend({textInReference, message});
}

void FakeEngine::setFate(const QString &textInReference, Fate fate)
{
    const Lock lock(m_mutex);
    m_fates.prepend({textInReference, fate});
}

std::optional<QString> FakeEngine::refusalOf(const QString &reference) const
{
    const Lock lock(m_mutex);
    for (const auto &[text, message] : m_failingPulls) {
        if (reference.contains(text))
            return message;
    }
    return std::nullopt;
}

std::optional<FakeEngine::Image> FakeEngine::pull(const QString &reference, QString *error)
{
    const Lock lock(m_mutex);
    if (const auto refusal = refusalOf(reference)) {
        *error = *refusal;
        return std::nullopt;
    }
    if (const auto there = imageOf(reference); there && reference.contains(u'@'))
        return there;
    const QString tagged = reference.contains(u'@') || nameOf(reference) != reference
        ? reference
        : reference + QStringLiteral(":latest");
    const QString digest
        = tagged.contains(u'@') ? tagged.section(u'@', 1) : m_published.value(tagged, digestOf(tagged));
    const QString pinned = nameOf(tagged) + u'@' + digest;
    const QString id = digestOf(QStringLiteral("image ") + digest);

    auto image = std::find_if(m_images.begin(), m_images.end(), [&](const Image &i) { return i.id == id; });
    if (image == m_images.end()) {
        Image fresh;
        fresh.id = id;
        fresh.createdAt = m_clock->now();
        image = m_images.insert(m_images.end(), fresh);
    }
    if (!image->digests.contains(pinned))
        image->digests.append(pinned);
    if (!tagged.contains(u'@')) {
        for (Image &other : m_images)
            other.tags.removeAll(tagged);
        image->tags.append(tagged);
    }
    return *image;
}

std::optional<FakeEngine::Image> FakeEngine::imageOf(const QString &reference) const
{
    const QString tagged = nameOf(reference) == reference ? reference + QStringLiteral(":latest") : reference;
    for (const Image &image : m_images)
        if (image.id == reference || image.tags.contains(tagged) || image.digests.contains(reference))
            return image;
    return std::nullopt;
}

bool FakeEngine::hasImage(const QString &reference) const
{
    const Lock lock(m_mutex);
    return imageOf(reference).has_value();
}

FakeEngine::Fate FakeEngine::fateOf(const QString &text) const
{
    for (const auto &[part, fate] : m_fates)
        if (text.contains(part))
            return fate;
    return Fate::Healthy;
}

FakeEngine::Container FakeEngine::run(
    const QString &name, const QString &image, const QMap<QString, QString> &labels, bool healthcheck)
{
    const Lock lock(m_mutex);
    const auto local = imageOf(image);
    Container container;
    container.createdAt = m_clock->now();
    container.id
        = hashOf(name + container.createdAt.toString(Qt::ISODateWithMs) + QString::number(m_containers.size()));
    container.name = name;
    container.image = image;
    container.imageId = local ? local->id : digestOf(QStringLiteral("image ") + image);
    for (const QString &pinned : local ? local->digests : QStringList())
        container.labels.insert(m_imageLabels.value(pinned.section(u'@', 1)));
    container.labels.insert(labels);
    container.healthcheck = healthcheck;
    container.fate = fateOf(image + u' ' + (local ? local->digests.join(u' ') : QString()));
    remove(name);
    m_containers.append(container);
    return container;
}

FakeEngine::Container FakeEngine::seed(
    const QString &project, const QString &service, const QString &image, bool healthcheck)
{
    const Lock lock(m_mutex);
    QString ignored;
    pull(image, &ignored);
    const QMap<QString, QString> labels{{QStringLiteral("com.docker.compose.project"), project},
        {QStringLiteral("com.docker.compose.service"), service}};
    Container container = run(project + u'_' + service + QStringLiteral("_1"), image, labels, healthcheck);
    // It has been running for a day: its health is settled.
    m_containers.last().createdAt = container.createdAt = m_clock->now().addDays(-1);
    return container;
}

bool FakeEngine::stop(const QString &name)
{
    const Lock lock(m_mutex);
    for (Container &container : m_containers) {
        if (container.name != name && container.id != name)
            continue;
        container.running = false;
        return true;
    }
    return false;
}

bool FakeEngine::remove(const QString &name)
{
    const Lock lock(m_mutex);
    return m_containers.removeIf([&](const Container &c) { return c.name == name || c.id == name; }) > 0;
}

QList<FakeEngine::Image> FakeEngine::images() const
{
    const Lock lock(m_mutex);
    return m_images;
}

QList<FakeEngine::Container> FakeEngine::containers() const
{
    const Lock lock(m_mutex);
    return m_containers;
}

std::optional<FakeEngine::Container> FakeEngine::container(const QString &nameOrId) const
{
    const Lock lock(m_mutex);
    for (const Container &container : m_containers)
        if (container.name == nameOrId || container.id == nameOrId || container.id.left(12) == nameOrId)
            return container;
    return std::nullopt;
}

QString FakeEngine::health(const QString &name) const
{
    const auto found = container(name);
    const Lock lock(m_mutex);
    return found ? healthOf(*found) : QString();
}

QString FakeEngine::stateOf(const Container &container) const
{
    return container.running && container.fate != Fate::Exits ? QStringLiteral("running") : QStringLiteral("exited");
}

QString FakeEngine::healthOf(const Container &container) const
{
    if (!container.healthcheck || stateOf(container) != u"running")
        return {};
    const auto age = std::chrono::milliseconds(container.createdAt.msecsTo(m_clock->now()));
    if (container.fate == Fate::NeverHealthy)
        return age < 3 * m_healthDelay ? QStringLiteral("starting") : QStringLiteral("unhealthy");
    return age < m_healthDelay ? QStringLiteral("starting") : QStringLiteral("healthy");
}

} // namespace opsdeck::sim
