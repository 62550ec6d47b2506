// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/silencematch.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;

namespace opsdeck {

class ActionButton;
class Theme;

/// What a silence is held against while it is written.
struct SilenceContext
{
    QList<SourceId> sources; ///< where one can be made
    QList<Alert> alerts; ///< that fire now
    std::optional<QList<Labels>> lastDay; ///< of what fired in the last 24 hours; nothing = not known
};

/// Makes or changes a silence: which labels have to match, until when, why; and what it hits, before it is made. One
/// that would catch everything has to be confirmed. Writes nothing.
class SilenceDialog : public QDialog
{
    Q_OBJECT

public:
    /// `silence` is what to begin with: matchers of an alert, or a silence to be changed, which has an id.
    SilenceDialog(Theme &theme, const Silence &silence, const SilenceContext &context, QWidget *parent = nullptr);

    Silence silence() const; ///< as it is filled in now

Q_SIGNALS:
    void given(const opsdeck::Silence &silence);

private:
    struct Row
    {
        QCheckBox *use;
        QLineEdit *name;
        QComboBox *sign;
        QLineEdit *value;
    };

    void addHead(const Silence &silence);
    void addRow(const Silence::Matcher &matcher, bool use);
    void addTimes(const Silence &silence);
    void addPreview();
    void addButtons();
    void preview();

    Theme &m_theme;
    const Silence m_before;
    const SilenceContext m_context;
    QComboBox *m_source = nullptr;
    QGridLayout *m_grid = nullptr;
    QList<Row> m_rows;
    QComboBox *m_length = nullptr;
    QLineEdit *m_comment = nullptr;
    QLabel *m_hits = nullptr;
    QCheckBox *m_all = nullptr; ///< shown where it catches everything
    ActionButton *m_act = nullptr;
};

} // namespace opsdeck
