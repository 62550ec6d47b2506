// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/settings/tellingview.h"

#include "models/items/deliverymodel.h"
#include "models/items/notifytext.h"
#include "models/items/phrasetext.h"
#include "models/items/timetext.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/card.h"
#include "widgets/parts/plaintext.h"

#include <QCheckBox>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QTreeView>
#include <QVBoxLayout>

namespace opsdeck {

namespace {

constexpr int widths[] = {130, 110, 380, 110, 120, 60, 320};
constexpr int leastTable = 260;
constexpr std::chrono::seconds MuteLength{3600};

/// Everything that stands in a layout, with the layouts in it.
void clear(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (item->layout())
            clear(item->layout());
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
}

QVBoxLayout *rowsOf(Card *card)
{
    auto *rows = card->findChild<QVBoxLayout *>(QStringLiteral("rows"));
    if (!rows) {
        rows = new QVBoxLayout;
        rows->setObjectName(QStringLiteral("rows"));
        rows->setSpacing(2 * Theme::Grid);
        card->body()->addLayout(rows);
    }
    return rows;
}

QLabel *prose(const QString &text, QWidget *parent, const Theme &theme)
{
    QLabel *label = plainLabel(text, parent, theme.bodyFont(), Token::TextMuted);
    label->setWordWrap(true);
    return label;
}

} // namespace

TellingView::TellingView(Theme &theme, QWidget *parent)
    : QScrollArea(parent)
    , m_theme(theme)
    , m_desk(new Card(theme, {}, this))
    , m_silence(prose({}, m_desk, theme))
    , m_testSound(testButton(SoundOutlet.toString(), m_desk))
    , m_testPopup(testButton(DesktopOutlet.toString(), m_desk))
    , m_mute(new ActionButton(theme, ActionButton::Look::Plain, {}, m_desk))
    , m_rules(new Card(theme, {}, this))
    , m_targets(new Card(theme, {}, this))
    , m_log(new Card(theme, {}, this))
    , m_noLog(prose({}, m_log, theme))
    , m_table(new QTreeView(m_log))
    , m_deliveries(new DeliveryModel(this))
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * Theme::Grid);
    layOutDesk();
    layOutLog();
    for (Card *card : {m_desk, m_rules, m_targets})
        layout->addWidget(card);
    layout->addWidget(m_log, 1);
    setWidget(content);
    retranslate();
}

QWidget *TellingView::layOutDesk()
{
    auto *switches = new QHBoxLayout;
    switches->setSpacing(4 * Theme::Grid);
    for (bool DeskVoice::*isOn :
        {&DeskVoice::popups, &DeskVoice::sounds, &DeskVoice::critical, &DeskVoice::warning, &DeskVoice::info}) {
        auto *box = new QCheckBox(m_desk);
        connect(box, &QCheckBox::clicked, this, [this, isOn](bool on) {
            DeskVoice voice = m_report.voice;
            voice.*isOn = on;
            Q_EMIT voiceRequested(voice);
        });
        m_switches.append({box, isOn});
        switches->addWidget(box);
    }
    switches->addStretch(1);
    for (ActionButton *button : {m_testPopup, m_testSound, m_mute})
        switches->addWidget(button);
    connect(m_mute, &QPushButton::clicked, this, [this] {
        const bool isMuted = m_report.mutedUntil.isValid();
        Q_EMIT muteRequested(isMuted ? QDateTime() : QDateTime::currentDateTimeUtc().addDuration(MuteLength));
    });
    m_desk->body()->addLayout(switches);
    m_desk->body()->addWidget(m_silence);
    return m_desk;
}

void TellingView::layOutLog()
{
    m_table->setModel(m_deliveries);
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setMinimumHeight(leastTable);
    m_table->header()->setStretchLastSection(true);
    for (int column = DeliveryModel::When; column <= DeliveryModel::Outcome; ++column)
        m_table->setColumnWidth(column, widths[column]);
    m_log->body()->addWidget(m_noLog);
    m_log->body()->addWidget(m_table, 1);
}

ActionButton *TellingView::testButton(const QString &outlet, QWidget *parent)
{
    auto *button = new ActionButton(m_theme, ActionButton::Look::Plain, {}, parent);
    connect(button, &QPushButton::clicked, this, [this, outlet] { Q_EMIT testRequested(outlet); });
    return button;
}

void TellingView::setReport(const TellingReport &report)
{
    const bool isAnother = m_report.rules != report.rules || m_report.targets != report.targets
        || m_report.whyNotOut != report.whyNotOut;
    m_report = report;
    m_deliveries->setRecords(report.deliveries);
    m_noLog->setVisible(report.deliveries.isEmpty());
    m_table->setVisible(!report.deliveries.isEmpty());
    fillDesk();
    if (isAnother) {
        fillRules();
        fillTargets();
    }
}

void TellingView::fillDesk()
{
    for (const auto &[box, isOn] : std::as_const(m_switches)) {
        box->setChecked(m_report.voice.*isOn);
        const bool isOfSounds = isOn != &DeskVoice::popups && isOn != &DeskVoice::sounds;
        box->setEnabled(!isOfSounds || m_report.voice.sounds);
    }
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const bool isMuted = m_report.mutedUntil.isValid();
    m_mute->setText(isMuted ? tr("End the mute") : tr("Mute for 1 h"));
    QString silence;
    if (!m_report.speaks)
        silence = tr("Another Opsdeck has this workspace open and tells people; this one says nothing.");
    else if (isMuted)
        //: %1 is a time
        silence = tr("Sounds and popups are muted until %1. Messages to the targets below go out all the same.")
                      .arg(localTimeText(m_report.mutedUntil, now));
    else
        silence = tr("A sound is made only for alerts that pass the filter of the alerts page.");
    m_silence->setText(silence);
}

void TellingView::fillRules()
{
    QVBoxLayout *rows = rowsOf(m_rules);
    clear(rows);
    for (const NotifyRule &rule : std::as_const(m_report.rules)) {
        QStringList outlets;
        for (const QString &outlet : rule.outlets)
            outlets.append(outletText(outlet));
        const QString head = QStringLiteral("%1 → %2").arg(rule.name, outlets.join(QStringLiteral(", ")));
        rows->addWidget(plainLabel(head, m_rules, m_theme.strongFont()));
        rows->addWidget(prose(ruleText(rule), m_rules, m_theme));
    }
}

void TellingView::fillTargets()
{
    QVBoxLayout *rows = rowsOf(m_targets);
    clear(rows);
    if (!m_report.whyNotOut.isEmpty() && !m_report.targets.isEmpty())
        rows->addWidget(
            prose(tr("Nothing is sent from this desk. %1").arg(phraseText(m_report.whyNotOut)), m_targets, m_theme));
    for (const TellingReport::Target &target : std::as_const(m_report.targets))
        addTarget(target);
    if (m_report.targets.isEmpty())
        rows->addWidget(prose(tr("Name a robot of WeCom, DingTalk or Feishu, or any address that takes JSON, under "
                                 "\"notify\" in opsdeck.yaml, and rules that say of what it hears."),
            m_targets, m_theme));
}

void TellingView::addTarget(const TellingReport::Target &target)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(2 * Theme::Grid);
    row->addWidget(plainLabel(target.name, m_targets, m_theme.strongFont()));
    row->addWidget(plainLabel(target.kind, m_targets, m_theme.bodyFont(), Token::TextMuted));
    if (!target.secret.isEmpty())
        //: %1 is the name of a secret
        row->addWidget(plainLabel(
            tr("address in the secret %1").arg(target.secret), m_targets, m_theme.bodyFont(), Token::TextMuted));
    row->addStretch(1);
    ActionButton *test = testButton(target.name, m_targets);
    //: sends a test message; %1 is where to
    test->setText(tr("Test %1").arg(target.name));
    test->setEnabled(m_report.whyNotOut.isEmpty());
    row->addWidget(test);
    rowsOf(m_targets)->addLayout(row);
}

void TellingView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QScrollArea::changeEvent(event);
}

void TellingView::retranslate()
{
    m_desk->setTitle(tr("This desk"));
    m_rules->setTitle(tr("Rules"));
    //: where messages are sent
    m_targets->setTitle(tr("Targets"));
    m_log->setTitle(tr("Last messages"));
    m_noLog->setText(tr("Nobody was told anything yet."));
    m_table->setAccessibleName(tr("Last messages"));
    m_testSound->setText(tr("Test sound"));
    m_testPopup->setText(tr("Test popup"));
    //: notifications of the desktop
    const QStringList names{tr("Popups"), tr("Sounds"), tr("for critical"), tr("for warnings"), tr("for infos")};
    for (qsizetype i = 0; i < names.size(); ++i)
        m_switches.at(i).box->setText(names.at(i));
    m_deliveries->retranslate();
    fillDesk();
    fillRules();
    fillTargets();
}

} // namespace opsdeck
