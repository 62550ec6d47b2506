// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/redaction.h"
#include "models/domain/workspace.h"
#include "models/ports/store.h"
#include "widgets/theme/theme.h"

#include <QObject>

namespace opsdeck {

class Page;
struct PageCard;
class SourceWatch;

/// What a feature may use. The references outlive every feature.
struct FeatureContext
{
    const Workspace &workspace;
    Cache &cache;
    Ledger &ledger;
    SourceWatch &sources;
    Theme &theme;
    Redaction redaction{}; ///< of what is saved to a file
};

/// Wires one page to the store: reads on every change notice that concerns it, feeds the page's models, carries out
/// what the page asks for. GUI thread.
class Feature : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual Page *page() = 0; ///< made in the constructor; the shell becomes its parent

Q_SIGNALS:
    void shown(); ///< the page has what the store knows, or says why it cannot
};

} // namespace opsdeck
