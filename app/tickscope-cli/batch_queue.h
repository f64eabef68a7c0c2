// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/tickscope-cli/batch_size.h"

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace tickscope::cli {

/// Pieces [first, end) of some work.
struct Pieces
{
    std::size_t first = 0;
    std::size_t end = 0;
};

/// What some threads have to do and what they have done, until another thread takes it: pieces are
/// given out in order, results are taken in order. Few results wait at any time.
/// @tparam Batch  the results of some pieces; clear() makes it fit for others
template <typename Batch>
class BatchQueue
{
public:
    BatchQueue(std::size_t count, std::size_t threads)
        : m_threads(threads)
        , m_mostWaiting(16 * threads)
        , m_left { { 0, count } }
        , m_end(count)
    {
    }

    // For the threads that work.

    /// Gives out the next pieces. Waits while too many results do.
    /// @return nothing when no more is to be begun
    std::optional<Pieces> begin(const BatchSize& size)
    {
        std::unique_lock lock(m_mutex);
        m_mayBegin.wait(lock, [&] { return !isAnyLeft() || mayBegin(m_left.front()); });
        if (!isAnyLeft())
            return std::nullopt;
        Pieces& left = m_left.front();
        const std::size_t first = left.first;
        left.first += size.next(left.end - first, m_threads);
        const Pieces pieces { first, left.first };
        if (left.first == left.end)
            m_left.erase(m_left.begin());
        m_reached = std::max(m_reached, pieces.end);
        return pieces;
    }
    /// Hands in what was made of the first of some pieces, and puts a batch that is fit for others
    /// in its place. The rest of the pieces is left to whoever begins next.
    /// @param end  of those that were done
    void finish(Pieces pieces, std::size_t end, Batch& batch)
    {
        const std::lock_guard lock(m_mutex);
        if (end < pieces.end) {
            m_left.insert(std::lower_bound(m_left.begin(), m_left.end(), end,
                              [](Pieces left, std::size_t piece) { return left.first < piece; }),
                { end, pieces.end });
            m_mayBegin.notify_all();
        }
        if (end == pieces.first)
            return;
        m_done.push_back({ { pieces.first, end }, std::exchange(batch, takeSpare()) });
        if (pieces.first == m_taken)
            m_isReady.notify_one();
    }
    /// This piece and those after it will not be done.
    /// @param failure  to be thrown again by the thread that takes
    void giveUpFrom(std::size_t piece, std::exception_ptr failure = {})
    {
        const std::lock_guard lock(m_mutex);
        endAt(piece, std::move(failure));
    }
    /// Nothing more is to be taken.
    void giveUp(std::exception_ptr failure = {})
    {
        const std::lock_guard lock(m_mutex);
        endAt(m_taken, std::move(failure));
    }

    // For the thread that takes.

    struct Done
    {
        Pieces pieces;
        Batch batch;
    };
    /// The results that come next. Waits for them.
    /// @return nothing when there are no more
    std::optional<Done> next()
    {
        std::unique_lock lock(m_mutex);
        auto found = m_done.end();
        m_isReady.wait(lock, [&] {
            found = std::find_if(m_done.begin(), m_done.end(),
                [this](const Done& done) { return done.pieces.first == m_taken; });
            return m_taken >= m_end || found != m_done.end();
        });
        if (m_taken >= m_end)
            return std::nullopt;
        std::swap(*found, m_done.back());
        Done done = std::move(m_done.back());
        m_done.pop_back();
        m_taken = done.pieces.end;
        if (m_done.size() == m_mostWaiting / 2) // not for each: they would wake to wait again
            m_mayBegin.notify_all();
        return done;
    }
    /// Gives back what next() gave, to be used again.
    void recycle(Batch batch)
    {
        batch.clear();
        const std::lock_guard lock(m_mutex);
        m_spare.push_back(std::move(batch));
    }
    /// @pre no other thread is at it any more
    const std::exception_ptr& failure() const { return m_failure; }

private:
    void endAt(std::size_t piece, std::exception_ptr failure)
    {
        m_end = std::min(m_end, piece);
        if (!m_failure)
            m_failure = std::move(failure);
        m_isReady.notify_one();
        m_mayBegin.notify_all();
    }
    bool isAnyLeft() const { return !m_left.empty() && m_left.front().first < m_end; }
    /// What was left by others may be what is awaited.
    bool mayBegin(Pieces pieces) const
    {
        return pieces.first < m_reached || m_done.size() < m_mostWaiting;
    }
    Batch takeSpare()
    {
        if (m_spare.empty())
            return {};
        Batch batch = std::move(m_spare.back());
        m_spare.pop_back();
        return batch;
    }

    const std::size_t m_threads;
    const std::size_t m_mostWaiting;
    std::mutex m_mutex;
    std::condition_variable m_isReady; // what comes next was handed in, or never will be
    std::condition_variable m_mayBegin; // or there is nothing left to begin
    std::vector<Pieces> m_left; // that nobody works on, in order
    std::vector<Done> m_done; // in no order, and few
    std::vector<Batch> m_spare;
    std::size_t m_reached = 0; // all pieces before it have been begun once
    std::size_t m_taken = 0;
    std::size_t m_end; // the first piece that will not be done
    std::exception_ptr m_failure; // such as std::bad_alloc
};

} // namespace tickscope::cli
