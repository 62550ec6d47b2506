// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/shiftdigest.h"
#include "widgets/theme/theme.h"

#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QSpinBox;

namespace opsdeck {

class ActionButton;

/// The shift digest as it would be handed over: shown, copied as text and HTML, or saved.
class DigestDialog : public QDialog
{
    Q_OBJECT

public:
    explicit DigestDialog(Theme &theme, QWidget *parent = nullptr);

    void setDigest(const ShiftDigest &digest);
    void setProblem(const QString &problem);
    int hours() const; ///< of the shift

Q_SIGNALS:
    void hoursChanged(int hours);
    void saveRequested(const QString &file, const QByteArray &content);

private:
    void copy();
    void chooseFile();

    std::optional<ShiftDigest> m_digest;
    QSpinBox *m_hours;
    QPlainTextEdit *m_preview;
    QLabel *m_said;
    ActionButton *m_copy;
    ActionButton *m_save;
};

} // namespace opsdeck
