// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/console.h"

#include "app/connect/connectflow.h"
#include "app/connect/localconnectservice.h"
#include "models/items/errortext.h"
#include "models/ports/onresult.h"
#include "widgets/connect/welcomewindow.h"
#include "widgets/shell/page.h"

#include <QApplication>
#include <QDir>
#include <QLoggingCategory>

namespace opsdeck {

namespace {

Q_LOGGING_CATEGORY(lcConsole, "opsdeck.console")

QString describe(const Diagnostics &faults)
{
    QStringList lines;
    for (const Diagnostic &fault : faults)
        lines.append(fault.text());
    return lines.join(u'\n');
}

} // namespace

Console::Console(SessionFolders folders, DeskSettings settings, const Redaction &redaction, QObject *parent)
    : QObject(parent)
    , m_folders(std::move(folders))
    , m_redaction(redaction)
    , m_settings(std::move(settings))
    , m_connecting(std::make_unique<LocalConnectService>(m_folders.config, m_redaction))
{
    m_language.use(m_settings.language);
}

Console::~Console() = default;

void Console::open(const QString &folder)
{
    if (const auto opened = tryOpen(folder); !opened)
        welcome(opened.error().detail);
}

Result<void> Console::tryOpen(const QString &folder)
{
    const LoadedWorkspace workspace = loadWorkspace(folder);
    if (!workspace.isUsable())
        return failure(Error::Kind::Usage, folder,
            tr("%1 is not a usable workspace.").arg(folder) + u'\n' + describe(workspace.diagnostics));
    // The old one first: two sessions cannot have the same store open for writing.
    m_desk.reset();
    m_session.reset();
    auto session = Session::open(workspace.workspace, m_folders, m_redaction);
    if (!session)
        return failure(Error::Kind::Storage, folder, errorText(session.error()) + u'\n' + rawText(session.error()));
    show(workspace, std::move(*session));
    return {};
}

void Console::show(const LoadedWorkspace &workspace, std::unique_ptr<Session> session)
{
    m_session = std::move(session);
    m_settings.workspace = workspace.workspace.folder;
    m_desk = std::make_unique<Desk>(*m_session, m_language, m_settings, workspace.diagnostics);
    connect(m_desk.get(), &Desk::settingsChanged, this, [this](const DeskSettings &settings) {
        m_settings = settings;
        Q_EMIT settingsChanged(settings);
    });
    // Not from within the desk's own call: it is about to go.
    connect(m_desk.get(), &Desk::reopenRequested, this, &Console::reopen, Qt::QueuedConnection);
    onResult(m_session->recover(), m_desk.get(), [](const Result<int> &recovered) {
        if (!recovered)
            qCWarning(lcConsole).noquote() << errorText(recovered.error());
    });
    m_session->startSync();
    m_desk->shell().show();
    m_welcome.reset();
    Q_EMIT settingsChanged(m_settings);
}

void Console::reopen()
{
    const Page *page = m_desk->frontPage();
    const QString id = page ? page->id() : QString();
    const QString place = page ? page->place() : QString();
    m_settings.geometry = m_desk->shell().saveGeometry();
    open(m_settings.workspace);
    if (m_desk && !id.isEmpty())
        m_desk->openPage(id, place);
}

void Console::welcome(const QString &problem)
{
    if (!m_theme) {
        m_theme = std::make_unique<Theme>(m_settings.theme);
        m_theme->applyTo(*qApp);
    }
    if (!m_welcome) {
        m_welcome = std::make_unique<WelcomeWindow>(*m_theme);
        connect(m_welcome.get(), &WelcomeWindow::openRequested, this, &Console::open, Qt::QueuedConnection);
        connect(m_welcome.get(), &WelcomeWindow::connectRequested, this, &Console::openForm);
        connect(m_welcome.get(), &WelcomeWindow::demoRequested, this, &Console::demoRequested);
    }
    m_welcome->setLast(m_settings.workspace);
    m_welcome->setProblem(problem);
    m_welcome->show();
}

void Console::openForm(const QString &kind)
{
    const ConnectPlace place{QDir::home().filePath(QStringLiteral("opsdeck")), false, {}, {}};
    openConnectDialog(
        m_welcome.get(), *m_theme, *m_connecting, kind, place, [self = QPointer(this)](const QString &folder) {
            // Not from within the dialog: it goes with the welcome window.
            if (self)
                QMetaObject::invokeMethod(
                    self, [self, folder] { self->open(folder); }, Qt::QueuedConnection);
        });
}

} // namespace opsdeck
