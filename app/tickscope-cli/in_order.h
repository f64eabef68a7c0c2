// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace tickscope::cli {

/// Does pieces of work on all cores and hands the results on in the order of the pieces.
///
/// No thread starts a piece that is far ahead of the one that is awaited, so few results wait.
/// @param count  how many pieces
/// @param work   piece -> result; called on other threads; nothing when the work was given up, and
///               then no further piece is begun
/// @param take   (piece, result), called on this thread; returns whether to go on
template <typename Result>
void doInOrder(std::size_t count, const std::function<std::optional<Result>(std::size_t)>& work,
    const std::function<bool(std::size_t, Result)>& take)
{
    std::mutex mutex;
    std::condition_variable changed;
    std::map<std::size_t, std::optional<Result>> results;
    std::size_t begun = 0;
    std::size_t taken = 0;
    bool isOver = false;
    std::exception_ptr failure; // such as std::bad_alloc: thrown again on this thread
    const std::size_t threadCount
        = std::min<std::size_t>(count, std::max(1U, std::thread::hardware_concurrency()));
    const std::size_t farAhead = 16 * threadCount;

    const auto labour = [&] {
        std::unique_lock lock(mutex);
        while (true) {
            changed.wait(lock, [&] { return isOver || begun < taken + farAhead; });
            if (isOver || begun == count)
                return;
            const std::size_t piece = begun++;
            lock.unlock();
            std::optional<Result> result;
            std::exception_ptr caught;
            try {
                result = work(piece);
            } catch (...) {
                caught = std::current_exception();
            }
            lock.lock();
            failure = failure ? failure : caught;
            isOver = isOver || !result;
            results.emplace(piece, std::move(result));
            changed.notify_all();
        }
    };
    std::vector<std::jthread> threads;
    for (std::size_t k = 0; k < threadCount; ++k)
        threads.emplace_back(labour);

    std::unique_lock lock(mutex);
    for (; taken < count; ++taken) {
        changed.wait(lock, [&] { return results.contains(taken) || (isOver && begun <= taken); });
        auto node = results.extract(taken);
        if (node.empty() || !node.mapped())
            break;
        lock.unlock();
        const bool goOn = take(taken, std::move(*node.mapped()));
        lock.lock();
        if (!goOn)
            break;
        changed.notify_all();
    }
    isOver = true;
    changed.notify_all();
    lock.unlock();
    threads.clear(); // joins them
    if (failure)
        std::rethrow_exception(failure);
}

} // namespace tickscope::cli
