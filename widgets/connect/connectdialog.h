// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/connectdraft.h"
#include "widgets/theme/stateshape.h"

#include <QDialog>
#include <QTimer>

class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace opsdeck {

class ActionButton;
class ConnectForm;
class StateBadge;

/// Where a new connection goes.
struct ConnectPlace
{
    QString folder; ///< of the workspace; absolute
    bool isOpen = false; ///< else the person may choose another folder
    QStringList takenNames;
    QList<Environment> environments;
};

/// "Connect my GitLab": a form that is tried half a second after the last key, says what answered or why not, asks
/// about the key of a host that nobody knows, and adds what was filled in. Asks by signal, is answered by slots.
class ConnectDialog : public QDialog
{
    Q_OBJECT

public:
    ConnectDialog(Theme &theme, const QString &kind, const ConnectPlace &place, QWidget *parent = nullptr);

    /// The answer to testWanted of this number; one to an older draft is passed over.
    void showAnswer(int number, const Result<ConnectAnswer> &answer);
    void showTrusted(const Result<void> &trusted);
    void showAdded(const Result<void> &added); ///< closes where that went well

Q_SIGNALS:
    void testWanted(int number, const opsdeck::ConnectDraft &draft);
    void trustWanted(const opsdeck::ConnectDraft &draft, const opsdeck::HostKeyOffer &offer);
    void addWanted(const QString &folder, const opsdeck::ConnectDraft &draft);

private:
    void addFolderField(QVBoxLayout *layout, const QString &folder);
    void addStatus(QVBoxLayout *layout);
    void addButtons(QVBoxLayout *layout);
    void take();
    void test();
    void say(std::optional<StateShape> shape, const QString &text);
    void showButtons();

    Theme &m_theme;
    const ConnectPlace m_place;
    ConnectForm *m_form;
    QLineEdit *m_folder = nullptr; ///< null where the workspace is open
    StateBadge *m_badge = nullptr;
    QLabel *m_status = nullptr;
    ActionButton *m_trust = nullptr;
    ActionButton *m_add = nullptr;
    ActionButton *m_cancel = nullptr;
    QTimer m_patience;
    int m_number = 0;
    std::optional<bool> m_answers; ///< what was tried last; nothing = not known
    bool m_adding = false;
    std::optional<HostKeyOffer> m_offer;
};

} // namespace opsdeck
