// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/tickscope-cli/batch_queue.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <exception>
#include <functional>
#include <thread>
#include <utility>
#include <vector>

namespace tickscope::cli {

/// Works on pieces that it is given until there are no more. When they turn out to be slow it hands
/// in what it has and leaves the rest of the batch to others.
/// @param now  gives the time on the wall
template <typename Batch, typename Work, typename Now>
void workInBatches(BatchQueue<Batch>& queue, Work& work, Now now)
{
    BatchSize size;
    Batch batch {};
    while (const auto pieces = queue.begin(size)) {
        const auto start = now();
        std::size_t piece = pieces->first;
        try {
            do {
                if (!work(piece, batch)) {
                    queue.giveUpFrom(piece);
                    return queue.finish(*pieces, piece, batch);
                }
            } while (++piece < pieces->end && now() - start < BatchSize::slow);
        } catch (...) { // such as std::bad_alloc
            queue.giveUpFrom(piece, std::current_exception());
            return queue.finish(*pieces, piece, batch);
        }
        size.took(now() - start);
        queue.finish(*pieces, piece, batch);
    }
}

/// Does pieces of work on all cores and hands the results on in the order of the pieces.
///
/// No thread gets far ahead of the piece that is awaited, so few results wait.
/// @tparam Batch       the results of some pieces in a row, one after the other; has clear()
/// @param count        how many pieces
/// @param makeWorker   called once on each thread. What it makes is called as (piece, batch), with
///                     the pieces in order, and appends to the batch. When it returns false (it was
///                     given up) or throws, the batch is as before, and no further piece is begun
/// @param take         (pieces, batch), called on this thread; returns whether to go on
template <typename Batch, typename MakeWorker>
void doInOrder(std::size_t count, const MakeWorker& makeWorker,
    const std::function<bool(Pieces, Batch&)>& take)
{
    const std::size_t threadCount
        = std::min<std::size_t>(count, std::max(1U, std::thread::hardware_concurrency()));
    BatchQueue<Batch> queue(count, threadCount);
    const auto labour = [&] {
        try {
            auto work = makeWorker();
            workInBatches(queue, work, std::chrono::steady_clock::now);
        } catch (...) { // thrown again on this thread
            queue.giveUp(std::current_exception());
        }
    };
    const auto takeAll = [&] {
        while (auto done = queue.next()) {
            if (!take(done->pieces, done->batch))
                return;
            queue.recycle(std::move(done->batch));
        }
    };
    {
        std::vector<std::jthread> threads;
        try {
            for (std::size_t k = 0; k < threadCount; ++k)
                threads.emplace_back(labour);
            takeAll();
        } catch (...) {
            queue.giveUp(std::current_exception());
        }
        queue.giveUp();
    } // joins the threads
    if (queue.failure())
        std::rethrow_exception(queue.failure());
}

} // namespace tickscope::cli
