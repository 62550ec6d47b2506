// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"

#include <QList>
#include <qcorotask.h>

#include <algorithm>
#include <memory>
#include <stop_token>
#include <vector>

namespace opsdeck {

/// Work that is done for each of several items, so many at a time. One thread.
template <typename T, typename Item, typename Work> class Beside
{
public:
    /// Calls `work(item, stop)`, a coroutine that answers Result<T>, for each item, at most `limit` of them beside each
    /// other, and waits for all; answers in the order of the items. `stop` is only handed on: it is the work that ends.
    static QCoro::Task<QList<Result<T>>> run(QList<Item> items, int limit, Work work, std::stop_token stop)
    {
        const auto state = std::make_shared<State>(State{items, std::move(work), {}, 0});
        for (qsizetype i = 0; i < items.size(); ++i)
            state->answers.append(failure(Error::Kind::Cancelled, {}));
        std::vector<QCoro::Task<void>> workers;
        for (qsizetype i = 0; i < std::min<qsizetype>(std::max(limit, 1), items.size()); ++i)
            workers.push_back(follow(state, stop));
        for (const QCoro::Task<void> &worker : workers)
            co_await worker;
        const QList<Result<T>> answers = state->answers; // g++ 12 moves what is named in co_return
        co_return answers;
    }

private:
    struct State
    {
        QList<Item> items;
        Work work;
        QList<Result<T>> answers;
        qsizetype next;
    };

    static QCoro::Task<void> follow(std::shared_ptr<State> state, std::stop_token stop)
    {
        while (state->next < state->items.size()) {
            const qsizetype mine = state->next++;
            const Item item = state->items.at(mine);
            const Result<T> answer = co_await state->work(item, stop);
            state->answers[mine] = answer;
        }
    }
};

template <typename T, typename Item, typename Work>
QCoro::Task<QList<Result<T>>> beside(QList<Item> items, int limit, Work work, std::stop_token stop)
{
    return Beside<T, Item, Work>::run(std::move(items), limit, std::move(work), std::move(stop));
}

} // namespace opsdeck
