// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/deploy/asking.h"
#include "models/domain/precheckfacts.h"
#include "models/ports/host.h"
#include "models/ports/imageresolver.h"

namespace opsdeck {

/// By the image's text, as it was asked for.
using ImagePresence = QMap<QString, Fact<bool>>;

/// Which images are in their registries now. I/O thread.
QCoro::Task<ImagePresence> imagesInRegistries(
    ImageResolver *images, QList<ImageRef> wanted, Asking asking, std::stop_token stop);

/// Which of the images, pinned by digest, a host has, whatever the registry says: asked with one command.
QCoro::Task<ImagePresence> imagesOnHost(Host *host, QList<ImageRef> wanted, Asking asking, std::stop_token stop);

/// What `docker image inspect` with the images and a format of RepoDigests said. Pure.
ImagePresence imagesInspected(const ExecResult &result, const QList<ImageRef> &wanted);

/// Whether an image can be had at all.
Fact<bool> isAnywhere(const Fact<bool> &inRegistry, const Fact<bool> &onHost);

} // namespace opsdeck
