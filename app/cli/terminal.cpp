// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>

namespace opsdeck {

namespace {

constexpr int barWidth = 24;

int columnsOf(FILE *stream)
{
    winsize size{};
    return ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

bool isDirectional(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= 0x202A && u <= 0x202E) || (u >= 0x2066 && u <= 0x2069) || u == 0x200E || u == 0x200F;
}

} // namespace

QString visibleText(const QString &text)
{
    QString shown;
    shown.reserve(text.size());
    for (const QChar c : text) {
        const char16_t u = c.unicode();
        if (u == u'\t')
            shown += u' ';
        else if (u < 0x20 && u != u'\n')
            shown += QChar(0x2400 + u);
        else if (u >= 0x7f && u < 0xa0)
            shown += QChar(0x2421);
        else if (!isDirectional(c))
            shown += c;
    }
    return shown;
}

Terminal::Terminal(FILE *stream)
    : m_stream(stream)
    , m_interactive(isatty(fileno(stream)) != 0)
{ }

Terminal::~Terminal()
{
    clearProgress();
}

void Terminal::line(const QString &text)
{
    clearProgress();
    const QByteArray bytes = visibleText(text).toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), m_stream);
    std::fflush(m_stream);
}

void Terminal::progress(int done, int total, const QString &what)
{
    if (!m_interactive || total <= 0)
        return;
    const int filled = barWidth * std::clamp(done, 0, total) / total;
    const QString bar = QString(filled, u'#') + QString(barWidth - filled, u'-');
    const QString text = QStringLiteral("[%1] %2/%3 %4").arg(bar).arg(done).arg(total).arg(visibleText(what));
    const QByteArray bytes = "\r\x1b[K" + text.left(columnsOf(m_stream) - 1).toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), m_stream);
    std::fflush(m_stream);
    m_hasProgress = true;
}

void Terminal::clearProgress()
{
    if (std::exchange(m_hasProgress, false))
        std::fputs("\r\x1b[K", m_stream);
}

} // namespace opsdeck
