// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connect/connectflow.h"

#include "app/connect/connectservice.h"
#include "models/ports/onresult.h"

namespace opsdeck {

ConnectDialog *openConnectDialog(QWidget *parent, Theme &theme, ConnectService &service, const QString &kind,
    const ConnectPlace &place, std::function<void(const QString &folder)> added)
{
    auto *dialog = new ConnectDialog(theme, kind, place, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(
        dialog, &ConnectDialog::testWanted, &service, [dialog, &service](int number, const ConnectDraft &draft) {
            onResult(service.test(draft), dialog,
                [dialog, number](const Result<ConnectAnswer> &answer) { dialog->showAnswer(number, answer); });
        });
    QObject::connect(dialog, &ConnectDialog::trustWanted, &service,
        [dialog, &service](const ConnectDraft &draft, const HostKeyOffer &offer) {
            onResult(service.trust(draft, offer), dialog,
                [dialog](const Result<void> &trusted) { dialog->showTrusted(trusted); });
        });
    QObject::connect(dialog, &ConnectDialog::addWanted, &service,
        [dialog, &service, added = std::move(added)](const QString &folder, const ConnectDraft &draft) {
            onResult(service.add(folder, draft), dialog, [dialog, folder, added](const Result<void> &done) {
                dialog->showAdded(done);
                if (done)
                    added(folder);
            });
        });
    dialog->open();
    return dialog;
}

ConnectPlace placeOf(const Workspace &workspace)
{
    ConnectPlace place{workspace.folder, true, {}, workspace.environments};
    for (const Connection &connection : workspace.connections)
        place.takenNames.append(connection.id.text());
    for (const HostSpec &host : workspace.hosts)
        place.takenNames.append(host.id.text());
    return place;
}

} // namespace opsdeck
