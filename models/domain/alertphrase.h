// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alert.h"
#include "models/domain/phrase.h"

namespace opsdeck {

// An alert that Opsdeck raises itself has words of its own. They travel through stores and rows as every alert's do,
// and can still be said in any language: the summary is their English, an annotation keeps the phrase.

/// The annotation; not for people.
bool isPhraseAnnotation(const QString &name);
void say(Alert &alert, const Phrase &phrase);
/// Empty where the alert has none. Whatever a source puts there is plain text for people, as its summary is.
Phrase phraseOf(const Labels &annotations);

} // namespace opsdeck
