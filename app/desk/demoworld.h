// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"

#include <QObject>
#include <QProcess>
#include <QTemporaryDir>

namespace opsdeck {

/// The demo's company: starts opsdeck-sim, which stands beside the program, as a child process with a workspace in a
/// temporary folder. The child ends with this object. GUI thread.
class DemoWorld : public QObject
{
    Q_OBJECT

public:
    explicit DemoWorld(QObject *parent = nullptr);
    ~DemoWorld() override;

    void start();
    QString workspaceFolder() const;
    QString dataFolder() const;

Q_SIGNALS:
    void ready();
    void failed(const opsdeck::Error &error); ///< it did not start, or it ended

private:
    void readLine();

    QTemporaryDir m_folder;
    QProcess m_process;
};

} // namespace opsdeck
