// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/raw_array.h"
#include "core/otp/record.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tickscope {

/// Keeps the records of a run in chunks that never move, and hashes each as it comes.
/// With Keep::Fingerprint it only hashes: the fingerprint is the same either way.
class Recorder
{
public:
    enum class Keep : std::uint8_t { Records, Fingerprint };

    static constexpr std::size_t chunkSize = 4096;

    explicit Recorder(Keep keep = Keep::Records)
        : m_keep(keep)
    {
    }

    /// Records that are at hand together are cheaper to append together.
    template <typename... Records>
    void append(const Record& first, const Records&... others)
    {
        if (m_keep == Keep::Records) { // first, so that nothing of them is needed after the hash
            store(first);
            (store(others), ...);
        }
        std::uint64_t place = (m_size + 1) * placeFactor; // 0 would hide what it is multiplied with
        std::uint64_t sum = hashOf(first, place);
        ((sum += hashOf(others, place += placeFactor)), ...);
        m_size += 1 + sizeof...(others);
        m_fingerprint += sum;
    }

    /// Drops all records numbered below `seq` that fill whole chunks; numbers stay as they are.
    /// The chunks are used again, so that a run whose trace is consumed on the way needs few.
    void forgetBefore(std::uint64_t seq);

    /// Number of records ever appended; the next one's seq.
    std::uint64_t size() const { return m_size; }
    /// The oldest record that is still kept.
    std::uint64_t begin() const { return m_begin; }
    Keep keep() const { return m_keep; }
    /// @pre begin() <= seq < size(), and Keep::Records
    const Record& operator[](std::uint64_t seq) const
    {
        return m_chunks[seq / chunkSize][seq % chunkSize];
    }
    /// What a fingerprint is made of. Those of two versions say nothing about each other.
    /// 1: until 2026-11; each record was hashed into the hash of those before it.
    static constexpr int fingerprintVersion = 2;
    /// A 64-bit hash over all records so far: the same on every machine and build type.
    std::uint64_t fingerprint() const { return m_fingerprint; }

private:
    __extension__ using Wide = unsigned __int128;
    static Wide multiply(std::uint64_t left, std::uint64_t right)
    {
        return static_cast<Wide>(left) * right;
    }
    static std::uint64_t lowOf(Wide product) { return static_cast<std::uint64_t>(product); }
    static std::uint64_t highOf(Wide product) { return static_cast<std::uint64_t>(product >> 64); }

    // Each record is hashed together with its place in the trace, and the hashes are added: so no
    // record waits for the one before it, and the order counts all the same. Two products, both
    // halves of each folded into one word.
    static constexpr std::uint64_t placeFactor = 0x9E3779B97F4A7C15U;
    static std::uint64_t hashOf(const Record& record, std::uint64_t place)
    {
        const std::uint64_t names = static_cast<std::uint64_t>(record.server) << 32 | record.ref;
        const std::uint64_t kinds = static_cast<std::uint64_t>(record.extra) << 32
            | static_cast<std::uint64_t>(record.event) << 16
            | static_cast<std::uint64_t>(record.message) << 8 | record.detail;
        const Wide what = multiply(names ^ ~place, kinds ^ 0xD6E8FEB86659FD93U);
        const Wide when = multiply(static_cast<std::uint64_t>(record.timeNs) ^ place,
            static_cast<std::uint64_t>(record.value) ^ 0xA0761D6478BD642FU);
        return (lowOf(what) ^ highOf(what)) + std::rotl(lowOf(when) ^ highOf(when), 23);
    }
    void store(const Record& record)
    {
        if (m_place == chunkSize)
            addChunk();
        m_chunk[m_place++] = record;
    }
    void addChunk();

    Keep m_keep;
    std::uint64_t m_size = 0;
    std::uint64_t m_begin = 0;
    std::uint64_t m_fingerprint = 0x7469636B73636F70U; // "tickscop"
    Record* m_chunk = nullptr; // the last one, and the place in it for the next record
    std::size_t m_place = chunkSize;
    std::vector<RawArray<Record>> m_chunks;
    std::vector<RawArray<Record>> m_spareChunks;
};

} // namespace tickscope
