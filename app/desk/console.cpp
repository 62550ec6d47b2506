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
#include <QFontMetrics>
#include <QLoggingCategory>

#include <future>

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
    // To parse the files takes as long as to find the fonts, which the first text of a window waits for.
    auto loading = std::async(std::launch::async, loadWorkspace, folder);
    QFontMetrics(Theme(m_settings.theme).bodyFont()).height();
    const LoadedWorkspace workspace = loading.get();
    if (!workspace.isUsable())
        return failure(Error::Kind::Usage, folder,
            tr("%1 is not a usable workspace.").arg(folder) + u'\n' + describe(workspace.diagnostics));
    const bool isFirstWindow = !m_desk && !m_welcome;
    // The old one first: two sessions cannot have the same store open for writing.
    m_desk.reset();
    m_session.reset();
    auto session = Session::open(workspace.workspace, m_folders, m_redaction);
    if (!session)
        return failure(Error::Kind::Storage, folder, errorText(session.error()) + u'\n' + rawText(session.error()));
    show(workspace, std::move(*session), isFirstWindow);
    return {};
}

void Console::show(const LoadedWorkspace &workspace, std::unique_ptr<Session> session, bool isFirstWindow)
{
    m_session = std::move(session);
    const bool isAnother = m_settings.workspace != workspace.workspace.folder;
    m_settings.workspace = workspace.workspace.folder;
    m_desk = std::make_unique<Desk>(*m_session, m_language, m_settings, workspace.diagnostics);
    connect(m_desk.get(), &Desk::settingsChanged, this, [this](const DeskSettings &settings) {
        m_settings = settings;
        Q_EMIT settingsChanged(settings);
    });
    // Not from within the desk's own call: it is about to go.
    connect(m_desk.get(), &Desk::reopenRequested, this, &Console::reopen, Qt::QueuedConnection);
    connect(m_desk.get(), &Desk::settled, this, &Console::goOutside);
    if (isFirstWindow)
        m_desk->showWithRows();
    else
        m_desk->shell().show(); // at once: the program ends with its last window
    m_welcome.reset();
    if (isAnother || !isFirstWindow)
        Q_EMIT settingsChanged(m_settings);
}

/// What is known is on the screen; now to what is not.
void Console::goOutside()
{
    onResult(m_session->recover(), m_desk.get(), [](const Result<int> &recovered) {
        if (!recovered)
            qCWarning(lcConsole).noquote() << errorText(recovered.error());
    });
    m_session->startSync();
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
