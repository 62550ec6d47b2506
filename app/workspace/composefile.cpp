// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/composefile.h"

#include <yaml-cpp/yaml.h>

namespace opsdeck {

namespace {

QString text(const YAML::Node &node)
{
    return node && node.IsScalar() ? QString::fromStdString(node.Scalar()) : QString();
}

QStringList dependencies(const YAML::Node &node)
{
    QStringList names;
    if (!node)
        return names;
    for (const auto &item : node) // a list of names, or a mapping of names to conditions
        names.append(node.IsMap() ? text(item.first) : text(item));
    return names;
}

struct Edit
{
    int position = 0;
    int length = 0;
    QByteArray with;
};

/// The scalar as it stands in the text, quotes included.
Result<Edit> editOf(const QByteArray &all, const YAML::Node &image, const ImageRef &to, const QString &origin)
{
    const int at = image.Mark().pos;
    const QByteArray plain = QByteArray::fromStdString(image.Scalar());
    for (const QByteArray &form : {plain, QByteArray('"' + plain + '"'), QByteArray('\'' + plain + '\'')}) {
        if (all.mid(at, form.size()) == form)
            return Edit{at, static_cast<int>(form.size()), to.text().toUtf8()};
    }
    return failure(Error::Kind::Usage, origin,
        Phrase(QT_TRANSLATE_NOOP("Phrase", "line %1: write the image as a plain text, without anchors or escapes"),
            {QString::number(image.Mark().line + 1)}));
}

Result<QList<ComposeService>> servicesOf(const YAML::Node &root, const QString &origin)
{
    const YAML::Node services = root["services"];
    if (!services || !services.IsMap())
        return failure(
            Error::Kind::Usage, origin, Phrase(QT_TRANSLATE_NOOP("Phrase", "the compose file has no \"services\"")));
    QList<ComposeService> found;
    for (const auto &pair : services) {
        if (pair.second.IsMap())
            found.append({text(pair.first), text(pair.second["image"]), dependencies(pair.second["depends_on"])});
    }
    return found;
}

Result<QByteArray> edited(
    const QByteArray &all, const YAML::Node &root, const QMap<QString, ImageRef> &imageOf, const QString &origin)
{
    QList<Edit> edits;
    for (auto it = imageOf.cbegin(); it != imageOf.cend(); ++it) {
        const YAML::Node service = root["services"][it.key().toStdString()];
        if (!service || !service.IsMap() || text(service["image"]).isEmpty())
            return failure(Error::Kind::Usage, origin,
                Phrase(
                    QT_TRANSLATE_NOOP("Phrase", "the compose file has no service \"%1\" with an image"), {it.key()}));
        auto edit = editOf(all, service["image"], it.value(), origin);
        if (!edit)
            return tl::unexpected(edit.error());
        edits.append(*edit);
    }
    // From the end, so that earlier positions stay true.
    std::sort(edits.begin(), edits.end(), [](const Edit &a, const Edit &b) { return a.position > b.position; });
    QByteArray result = all;
    for (const Edit &edit : edits)
        result.replace(edit.position, edit.length, edit.with);
    return result;
}

} // namespace

Result<QList<ComposeService>> parseCompose(const QByteArray &text, const QString &origin)
{
    try {
        const YAML::Node root = YAML::Load(text.toStdString());
        if (!root.IsMap())
            return failure(Error::Kind::Usage, origin, Phrase(QT_TRANSLATE_NOOP("Phrase", "this is no compose file")));
        return servicesOf(root, origin);
    } catch (const YAML::Exception &e) {
        return failure(Error::Kind::Usage, origin, QString::fromStdString(e.what()));
    }
}

Result<QByteArray> withImages(const QByteArray &text, const QMap<QString, ImageRef> &imageOf, const QString &origin)
{
    if (const auto services = parseCompose(text, origin); !services)
        return tl::unexpected(services.error());
    try {
        auto result = edited(text, YAML::Load(text.toStdString()), imageOf, origin);
        if (!result)
            return result;
        // Trust is good: read what was written, as the host's engine will.
        const YAML::Node check = YAML::Load(result->toStdString());
        for (auto it = imageOf.cbegin(); it != imageOf.cend(); ++it) {
            if (opsdeck::text(check["services"][it.key().toStdString()]["image"]) != it.value().text())
                return failure(Error::Kind::Usage, origin,
                    Phrase(QT_TRANSLATE_NOOP("Phrase", "the image of \"%1\" cannot be replaced safely"), {it.key()}));
        }
        return result;
    } catch (const YAML::Exception &e) {
        return failure(Error::Kind::Usage, origin, QString::fromStdString(e.what()));
    }
}

} // namespace opsdeck
