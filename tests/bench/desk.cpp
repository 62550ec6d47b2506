// SPDX-License-Identifier: GPL-3.0-or-later
// Built with app/main.cpp: the program itself, which tells the same as emptywindow.cpp once the first alerts are
// painted.
#include "tests/bench/child.h"
#include "widgets/pages/alerts/alertview.h"

#include <QApplication>
#include <QTimer>

#include <unistd.h>

namespace opsdeck::bench {

namespace {

class FirstRows : public QObject
{
public:
    FirstRows()
        : QObject(qApp)
    {
        qApp->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const auto *view = event->type() == QEvent::Paint ? qobject_cast<AlertView *>(watched->parent()) : nullptr;
        if (view && watched == view->viewport() && view->model()->rowCount() > 0) {
            qApp->removeEventFilter(this);
            QTimer::singleShot(0, this, &FirstRows::whenPainted); // once the pixels are out
        }
        return false;
    }

private:
    void whenPainted()
    {
        m_answer = {{QStringLiteral("paintedAt"), monotonicMs()}, {QStringLiteral("cpuMs"), processCpuMs()}};
        QTimer::singleShot(std::chrono::seconds(qEnvironmentVariableIntValue("OPSDECK_BENCH_IDLE")), this, [this] {
            m_answer.insert(QStringLiteral("residentMb"), residentMb());
            tell(m_answer);
            ::_exit(0);
        });
    }

    QJsonObject m_answer;
};

void watch()
{
    new FirstRows; // the application owns it
}

Q_COREAPP_STARTUP_FUNCTION(watch)

} // namespace

} // namespace opsdeck::bench
