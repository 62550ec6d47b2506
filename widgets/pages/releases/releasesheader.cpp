// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/releases/releasesheader.h"

#include "widgets/parts/actionbutton.h"
#include "widgets/parts/elidedlabel.h"
#include "widgets/parts/pill.h"
#include "widgets/parts/plaintext.h"
#include "widgets/parts/searchfield.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>

namespace opsdeck {

ReleasesHeader::ReleasesHeader(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_title(captionLabel({}, this, theme.titleFont()))
    , m_note(new ElidedLabel(theme, this))
    , m_search(new SearchField(theme, QStringLiteral("search"), this))
    , m_differences(new Pill(theme, this))
    , m_drift(new Pill(theme, StateShape::Warning, {}, this))
    , m_export(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
{
    auto *menu = new QMenu(m_export);
    m_csv = menu->addAction({}, this, &ReleasesHeader::csvRequested);
    m_json = menu->addAction({}, this, &ReleasesHeader::jsonRequested);
    m_export->setMenu(menu);
    m_export->setIconName(QStringLiteral("download"));
    m_note->setToken(Token::TextMuted);
    m_note->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_differences->setCheckable(true);
    m_drift->setCheckable(true);
    m_search->setMaximumWidth(480);

    auto *head = new QHBoxLayout;
    head->addWidget(m_title);
    head->addWidget(m_note, 1);
    auto *tools = new QHBoxLayout;
    tools->setSpacing(2 * Theme::Grid);
    tools->addWidget(m_search, 1);
    tools->addWidget(m_differences);
    tools->addWidget(m_drift);
    tools->addStretch(0);
    tools->addWidget(m_export);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3 * Theme::Grid);
    layout->addLayout(head);
    layout->addLayout(tools);

    connect(m_search, &QLineEdit::textChanged, this, &ReleasesHeader::textChanged);
    connect(m_search, &QLineEdit::returnPressed, this, &ReleasesHeader::left);
    connect(m_differences, &Pill::toggled, this, &ReleasesHeader::onlyDifferencesChanged);
    connect(m_drift, &Pill::toggled, this, &ReleasesHeader::onlyDriftChanged);
    retranslate();
}

void ReleasesHeader::setMatrix(const VersionMatrix &matrix)
{
    m_matrix = matrix;
    m_drift->setCount(matrix.drifts);
    m_drift->setShape(matrix.drifts > 0 ? StateShape::Warning : StateShape::Ok);
    retranslate();
}

void ReleasesHeader::clearFilters()
{
    m_search->clear();
    m_differences->setChecked(false);
    m_drift->setChecked(false);
}

bool ReleasesHeader::hasFilters() const
{
    return !m_search->text().isEmpty() || m_differences->isChecked() || m_drift->isChecked();
}

void ReleasesHeader::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void ReleasesHeader::retranslate()
{
    m_title->setText(tr("Releases"));
    QString note = tr("what really runs, by digest, from %n host(s)", nullptr, m_matrix.hosts);
    //: continues "what really runs, by digest, from 41 hosts"
    note += tr(" · %n live", nullptr, m_matrix.liveHosts);
    if (m_matrix.liveHosts < m_matrix.hosts)
        //: continues "… from 41 hosts · 38 live"
        note += tr(", %n silent", nullptr, m_matrix.hosts - m_matrix.liveHosts);
    m_note->setText(note);
    m_search->setPlaceholderText(tr("service, version, digest…"));
    m_search->setAccessibleName(tr("Filter services"));
    //: a toggle: only services that differ between environments
    m_differences->setText(tr("only differences"));
    //: a toggle: only services whose hosts or tags do not agree; a number stands before it
    m_drift->setText(tr("drift"));
    m_export->setText(tr("Export"));
    m_csv->setText(tr("Table as CSV…"));
    m_json->setText(tr("Table as JSON Lines…"));
    for (Pill *pill : {m_differences, m_drift})
        pill->updateGeometry();
}

} // namespace opsdeck
