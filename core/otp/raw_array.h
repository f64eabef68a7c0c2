// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <type_traits>

namespace tickscope {

/// An array whose elements are made by writing them: what is never reached is never touched, so
/// that it costs no memory. The owner knows its size.
template <typename T>
class RawArray
{
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= alignof(std::max_align_t));

public:
    RawArray() = default;
    explicit RawArray(std::size_t size) { resize(size); }

    /// Keeps the elements that are in both; large arrays grow without being copied.
    void resize(std::size_t size)
    {
        void* memory = std::realloc(m_elements.get(), size * sizeof(T));
        if (memory == nullptr)
            throw std::bad_alloc {};
        static_cast<void>(m_elements.release()); // realloc has freed it
        m_elements.reset(static_cast<T*>(memory));
    }

    T* data() const { return m_elements.get(); }
    T& operator[](std::size_t place) const { return m_elements.get()[place]; }

private:
    struct Free
    {
        void operator()(T* elements) const { std::free(elements); }
    };
    std::unique_ptr<T, Free> m_elements;
};

} // namespace tickscope
