// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/timechart.h"

#include "models/domain/plotpoints.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/chartframe.h"
#include "widgets/parts/chartplot.h"
#include "widgets/parts/elidedlabel.h"
#include "widgets/parts/plaintext.h"

#include <QBuffer>
#include <QClipboard>
#include <QEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QStackedLayout>
#include <QSvgGenerator>

#include <array>
#include <cmath>

namespace opsdeck {

namespace {

constexpr int PlotHeight = 150;
constexpr int AxisWidth = 44; // about what the labels take, before there is a plot to ask
constexpr int PictureScale = 2;
constexpr int TitleHeight = 24;

QString nameOf(const Labels &labels)
{
    QStringList parts;
    for (auto label = labels.cbegin(); label != labels.cend(); ++label)
        parts.append(label.key() + u'=' + *label);
    return parts.join(QStringLiteral(", "));
}

/// Without what a sheet would take for the end of a cell or for a formula.
QString cellText(QString text)
{
    text.replace(u'\t', u' ').replace(u'\n', u' ').replace(u'\r', u' ');
    return !text.isEmpty() && QStringView(u"=+-@").contains(text.front()) ? u'\'' + text : text;
}

} // namespace

QString shortNumberText(double value)
{
    static constexpr std::array units{"", " k", " M", " G", " T"};
    if (!std::isfinite(value))
        return QString::number(value);
    double shown = std::abs(value);
    size_t unit = 0;
    for (; shown >= 1000 && unit + 1 < units.size(); ++unit)
        shown /= 1000;
    const QString text = QLocale().toString(shown, 'g', 4) + QLatin1String(units.at(unit));
    return value < 0 ? QStringLiteral("−") + text : text;
}

TimeChart::TimeChart(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(new ElidedLabel(theme, this))
    , m_reading(captionLabel({}, this, theme.bodyFont(), Token::TextMuted))
    , m_more(new ActionButton(theme, ActionButton::Look::Quiet, {}, this))
    , m_stack(new QStackedLayout)
    , m_message(plainLabel({}, this, theme.bodyFont(), Token::TextMuted))
{
    m_title->setFont(theme.strongFont());
    m_more->setIconName(QStringLiteral("more"));
    m_more->setMenu(new QMenu(m_more));
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    auto *head = new QHBoxLayout;
    head->setSpacing(2 * Theme::Grid);
    head->addWidget(m_title, 1);
    head->addWidget(m_reading);
    head->addWidget(m_more);
    m_stack->addWidget(m_message);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::Grid);
    layout->addLayout(head);
    layout->addLayout(m_stack);
    m_message->setFixedHeight(PlotHeight);
    m_more->hide();
    retranslate();
}

bool TimeChart::makePlot()
{
    auto frame = m_plot ? nullptr : makeChartFrame();
    if (!frame)
        return m_plot != nullptr;
    m_plot = new ChartPlot(m_theme, std::move(frame), this);
    m_plot->setFixedHeight(PlotHeight);
    m_stack->addWidget(m_plot);
    connect(m_plot, &ChartPlot::cursorMoved, this, &TimeChart::read);
    connect(m_plot, &ChartPlot::spanChosen, this, &TimeChart::lookCloser);
    connect(m_plot, &ChartPlot::wholeWanted, this, &TimeChart::lookAtAll);
    return true;
}

void TimeChart::setData(const ChartData &shown)
{
    if (!makePlot())
        return setMessage(
            tr("The library that draws charts is missing: install opsdeck-charts.so beside the program."));
    if (m_whole && shown.from <= m_whole->from && shown.to >= m_whole->to)
        m_whole.reset();
    put(shown);
}

void TimeChart::put(const ChartData &shown)
{
    m_data = shown;
    m_title->setText(shown.title);
    m_plot->setData(shown);
    m_stack->setCurrentWidget(m_plot);
    m_more->show();
    read();
}

void TimeChart::setMessage(const QString &text, const QString &raw)
{
    m_data = {};
    m_whole.reset();
    m_title->setText({});
    m_reading->clear();
    m_more->hide();
    m_message->setText(shownPart(text));
    m_message->setToolTip(plainToolTip(raw));
    m_stack->setCurrentWidget(m_message);
}

bool TimeChart::hasPlot() const
{
    return m_plot && m_stack->currentWidget() == m_plot;
}

int TimeChart::plotWidth() const
{
    const int drawn = hasPlot() ? static_cast<int>(m_plot->plotArea().width()) : 0;
    return drawn > 0 ? drawn : std::max(width() - AxisWidth, 1);
}

/// What is known already is shown at once, until finer numbers come.
void TimeChart::lookCloser(qint64 from, qint64 to)
{
    if (!m_whole)
        m_whole = m_data;
    ChartData part = *m_whole;
    part.from = from;
    part.to = to;
    put(part);
    Q_EMIT spanChanged(from, to);
}

void TimeChart::lookAtAll()
{
    if (!m_whole)
        return;
    const ChartData whole = *std::exchange(m_whole, {});
    put(whole);
    Q_EMIT spanChanged(whole.from, whole.to);
}

/// Under the cursor, else the newest; of several lines the highest, because one number has room.
void TimeChart::read()
{
    const auto cursor = m_plot ? m_plot->cursor() : std::nullopt;
    const Sample *shown = nullptr;
    for (const Series &series : std::as_const(m_data.series)) {
        const Sample *sample = cursor ? nearestSample(series.samples, *cursor, m_data.step)
                                      : (series.samples.isEmpty() ? nullptr : &series.samples.last());
        if (sample && std::isfinite(sample->value) && (!shown || sample->value > shown->value))
            shown = sample;
    }
    QStringList parts;
    const qint64 at = cursor ? *cursor : shown ? shown->at : 0;
    if (at > 0)
        parts.append(QLocale().toString(QDateTime::fromMSecsSinceEpoch(at).time(), QStringLiteral("HH:mm:ss")));
    //: of a chart: nothing was measured at that time
    parts.append(shown ? shortNumberText(shown->value) : tr("no value"));
    if (m_data.threshold)
        //: of a chart; %1 is a number
        parts.append(tr("threshold %1").arg(shortNumberText(*m_data.threshold)));
    m_reading->setText(parts.join(QStringLiteral(" · ")));
    m_plot->setAccessibleName(m_data.title + QStringLiteral(": ") + m_reading->text());
}

QString TimeChart::dataText() const
{
    QMap<qint64, QStringList> lines;
    QStringList head{tr("time")};
    for (qsizetype i = 0; i < m_data.series.size(); ++i) {
        head.append(cellText(nameOf(m_data.series.at(i).labels)));
        for (const Sample &sample : m_data.series.at(i).samples) {
            if (sample.at < m_data.from || sample.at > m_data.to)
                continue;
            QStringList &line = lines[sample.at];
            line.resize(m_data.series.size());
            line[i] = QString::number(sample.value, 'g', 12);
        }
    }
    QString text = head.join(u'\t') + u'\n';
    for (auto line = lines.cbegin(); line != lines.cend(); ++line)
        text += QDateTime::fromMSecsSinceEpoch(line.key(), Qt::UTC).toString(Qt::ISODateWithMs) + u'\t'
            + line->join(u'\t') + u'\n';
    return text;
}

QByteArray TimeChart::picture(bool asSvg) const
{
    QByteArray bytes;
    if (!m_plot)
        return bytes;
    QBuffer buffer(&bytes);
    const QSize size(m_plot->width(), m_plot->height() + TitleHeight);
    const auto paint = [&](QPaintDevice &device) {
        QPainter painter(&device);
        painter.fillRect(QRect({}, size), m_theme.color(Token::Surface1));
        painter.setPen(m_theme.color(Token::Text));
        painter.setFont(m_theme.strongFont());
        const QString title = QFontMetrics(m_theme.strongFont()).elidedText(m_data.title, Qt::ElideRight, size.width());
        painter.drawText(QRect(0, 0, size.width(), TitleHeight), Qt::AlignVCenter | Qt::TextSingleLine, title);
        m_plot->render(&painter, QRectF(0, TitleHeight, m_plot->width(), m_plot->height()));
    };
    if (asSvg) {
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        generator.setSize(size);
        generator.setViewBox(QRect({}, size));
        paint(generator);
    } else {
        QImage image(size * PictureScale, QImage::Format_RGB32);
        image.setDevicePixelRatio(PictureScale);
        paint(image);
        image.save(&buffer, "PNG");
    }
    return bytes;
}

void TimeChart::save(bool asSvg)
{
    const QString ending = asSvg ? QStringLiteral("svg") : QStringLiteral("png");
    auto *dialog = new QFileDialog(this, tr("Save the chart"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(ending);
    dialog->setNameFilter(QStringLiteral("*.") + ending);
    connect(dialog, &QFileDialog::fileSelected, this,
        [this, asSvg](const QString &file) { Q_EMIT saveRequested(file, picture(asSvg)); });
    dialog->open();
}

void TimeChart::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void TimeChart::retranslate()
{
    QMenu *menu = m_more->menu();
    menu->clear();
    connect(menu->addAction(tr("Copy the data")), &QAction::triggered, this,
        [this] { QGuiApplication::clipboard()->setText(dataText()); });
    connect(menu->addAction(tr("Save as PNG…")), &QAction::triggered, this, [this] { save(false); });
    connect(menu->addAction(tr("Save as SVG…")), &QAction::triggered, this, [this] { save(true); });
    connect(menu->addAction(tr("Show all of it")), &QAction::triggered, this, &TimeChart::lookAtAll);
    m_more->setAccessibleName(tr("What can be done with the chart"));
    if (hasPlot())
        read();
}

} // namespace opsdeck
