// SPDX-License-Identifier: GPL-3.0-or-later
// The yardstick: an empty Qt Widgets window. Tells when it was first painted, what that cost, and with an argument what
// it holds in memory so many seconds later.
#include "tests/bench/child.h"

#include <QApplication>
#include <QMainWindow>
#include <QTimer>

#include <unistd.h>

#include <utility>

using namespace opsdeck::bench;

namespace {

class EmptyWindow : public QMainWindow
{
protected:
    void paintEvent(QPaintEvent *event) override
    {
        QMainWindow::paintEvent(event);
        if (!std::exchange(m_painted, true)) // once the pixels are out
            QTimer::singleShot(0, this, [this] { whenPainted(); });
    }

private:
    void whenPainted()
    {
        m_answer = {{QStringLiteral("paintedAt"), monotonicMs()}, {QStringLiteral("cpuMs"), processCpuMs()}};
        QTimer::singleShot(std::chrono::seconds(QCoreApplication::arguments().value(1).toInt()), this, [this] {
            m_answer.insert(QStringLiteral("residentMb"), residentMb());
            tell(m_answer);
            ::_exit(0);
        });
    }

    QJsonObject m_answer;
    bool m_painted = false;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    EmptyWindow window;
    window.resize(1280, 800);
    window.show();
    return QApplication::exec();
}
