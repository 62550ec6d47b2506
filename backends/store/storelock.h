// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/storereport.h"

#include <memory>

namespace opsdeck::store {

/// The right to write a store's folder: a lock on the file `lock` in it. The kernel gives it back when the process
/// ends, however it ends; the file stays and says who holds it, or who was the last.
class StoreLock
{
public:
    ~StoreLock();
    StoreLock(const StoreLock &) = delete;
    StoreLock &operator=(const StoreLock &) = delete;

    struct Attempt
    {
        std::unique_ptr<StoreLock> lock; ///< set = it is ours
        std::optional<StoreHolder> holder; ///< set = it is somebody else's
        std::optional<Error> error; ///< the file could not be opened or locked
        bool notPermitted = false; ///< … because the folder is read-only for us
    };
    static Attempt take(const QString &folder);

    /// Who has it at this moment, without taking it; nothing = nobody.
    static std::optional<StoreHolder> holderOf(const QString &folder);

private:
    explicit StoreLock(int file)
        : m_file(file)
    { }
    void writeHolder() const;

    int m_file;
};

} // namespace opsdeck::store
