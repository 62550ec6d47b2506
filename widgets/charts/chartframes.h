// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/parts/chartframe.h"

#include <QObject>

namespace opsdeck {

/// The door of the library.
class ChartFrames : public QObject, public ChartFrameMaker
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID "opsdeck.ChartFrameMaker/1")
    Q_INTERFACES(opsdeck::ChartFrameMaker)

public:
    std::unique_ptr<ChartFrame> make() override;
};

} // namespace opsdeck
