// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/silencepreview.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;

namespace opsdeck {

class ActionButton;
class Theme;

/// Makes or changes a silence: which labels have to match, until when, why; and what it hits, before it is made. What
/// that is, is found out on the pool at each key; only what has been shown can be made. One that would catch everything
/// has to be confirmed. Writes nothing.
class SilenceDialog : public QDialog
{
    Q_OBJECT

public:
    /// `silence` is what to begin with: matchers of an alert, or a silence to be changed, which has an id.
    SilenceDialog(Theme &theme, const Silence &silence, const SilenceContext &context, QWidget *parent = nullptr);
    ~SilenceDialog() override;

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
    void showPreview(const SilencePreview &preview);
    void showButtons();

    Theme &m_theme;
    const Silence m_before;
    SilenceContext m_context;
    std::optional<SilencePreview> m_preview; ///< of what is filled in now; nothing = it is being found out
    bool m_isCounting = false;
    bool m_isOutdated = false; ///< what is being found out is not of the newest
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
