// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wall/versionscene.h"

#include "models/items/matrixmodel.h"
#include "widgets/pages/releases/matrixdelegate.h"
#include "widgets/wall/wallpainter.h"

#include <QStyleOptionViewItem>

#include <algorithm>

namespace opsdeck {

namespace {

constexpr double Zoom = 2.2; ///< the table's 13 px become a line of the wall
constexpr int RowHeight = 43; ///< in the table's measures
constexpr int HeadHeight = 26;

/// What differs or cannot be seen stands first.
bool needsLook(const MatrixRow &row)
{
    return row.hasDrift() || std::any_of(row.cells.cbegin(), row.cells.cend(), [](const MatrixCell &cell) {
        return cell.placed && isBlind(cell.freshness);
    });
}

} // namespace

VersionScene::VersionScene(const WallSceneContext &context, QWidget *parent)
    : WallScene(context.theme, parent)
    , m_model(new MatrixModel(context.workspace.environments, this))
    , m_delegate(new MatrixDelegate(context.theme, this))
{ }

void VersionScene::setContent(const WallContent &content)
{
    if (m_model->hasMatrix() && m_given == content.matrix)
        return;
    m_given = content.matrix;
    VersionMatrix matrix = content.matrix;
    std::stable_partition(matrix.rows.begin(), matrix.rows.end(), needsLook);
    m_model->setMatrix(std::move(matrix), moment().now);
    m_sheet = std::min(m_sheet, sheets() - 1);
    update();
}

void VersionScene::begin()
{
    m_sheet = 0;
    m_turnedAt = moment().now.toSecsSinceEpoch();
    update();
}

void VersionScene::setMoment(const WallMoment &moment)
{
    WallScene::setMoment(moment);
    m_delegate->setNow(moment.now);
    const qint64 now = moment.now.toSecsSinceEpoch();
    if (!isVisible() || std::abs(now - m_turnedAt) < SheetTime.count())
        return;
    m_turnedAt = now;
    if (sheets() > 1) {
        m_sheet = (m_sheet + 1) % sheets();
        update();
    }
}

double VersionScene::zoom() const
{
    return Zoom * type().scale();
}

int VersionScene::rowsOnSheet() const
{
    const double heading = WallPainter::heightOf(type().font(WallText::Heading)) * 1.3;
    return std::max(1, static_cast<int>((height() - heading - HeadHeight * zoom()) / (RowHeight * zoom())));
}

int VersionScene::sheets() const
{
    return std::max(1, (m_model->rowCount() + rowsOnSheet() - 1) / rowsOnSheet());
}

QString VersionScene::headingText() const
{
    const auto &rows = m_model->matrix().rows;
    const auto differing = static_cast<int>(
        std::count_if(rows.cbegin(), rows.cend(), [](const MatrixRow &row) { return row.hasDrift(); }));
    QString text = tr("%n service(s)", nullptr, static_cast<int>(rows.size()));
    //: services of which not the same runs everywhere
    text += QStringLiteral(" · ") + tr("%n with drift", nullptr, differing);
    if (sheets() > 1)
        //: sheet %1 of %2
        text += QStringLiteral(" · ") + tr("%1/%2").arg(m_sheet + 1).arg(sheets());
    return text;
}

void VersionScene::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    WallPainter wall(painter, theme(), type());
    const QFont heading = wall.type().font(WallText::Heading);
    QRectF row(0, 0, width(), WallPainter::heightOf(heading) * 1.3);
    if (m_model->rowCount() == 0) {
        wall.text(rect(), tr("The workspace names no products."), heading, Token::TextMuted, Qt::AlignCenter);
        return;
    }
    const double taken = wall.text(row, tr("Versions"), heading, Token::Text);
    wall.text(
        row.adjusted(taken + wall.px(32), 0, 0, 0), headingText(), wall.type().font(WallText::Line), Token::TextMuted);
    paintTable(painter, {0, row.bottom(), double(width()), height() - row.bottom()});
}

/// In the table's own measures, so that its painter draws each cell as on the page.
void VersionScene::paintTable(QPainter &painter, const QRectF &room) const
{
    painter.translate(room.topLeft());
    painter.scale(zoom(), zoom());
    const int width = static_cast<int>(room.width() / zoom());
    const int columns = m_model->columnCount();
    const auto cell = [&](int column, int top, int height) {
        const int left = width * column / columns;
        return QRect(left, top, width * (column + 1) / columns - left, height);
    };
    for (int column = 0; column < columns; ++column) {
        const auto environment
            = m_model->headerData(column, Qt::Horizontal, MatrixModel::EnvironmentRole).value<Environment>();
        painter.setFont(environment.production ? theme().strongFont() : theme().bodyFont());
        painter.setPen(theme().color(environment.production ? Token::Text : Token::TextMuted));
        painter.drawText(cell(column, 0, HeadHeight).adjusted(Theme::CardPadding, 0, 0, 0),
            Qt::AlignLeft | Qt::AlignVCenter, m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    }
    const int first = m_sheet * rowsOnSheet();
    const int last = std::min(first + rowsOnSheet(), m_model->rowCount());
    for (int row = first; row < last; ++row) {
        for (int column = 0; column < columns; ++column) {
            QStyleOptionViewItem option;
            option.rect = cell(column, HeadHeight + (row - first) * RowHeight, RowHeight);
            m_delegate->paint(&painter, option, m_model->index(row, column));
        }
    }
}

} // namespace opsdeck
