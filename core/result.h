// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <cassert>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace tickscope {

/// What kind of failure a person has to deal with. Simulated trouble is never an Error: it is a
/// record.
enum class ErrorCode : std::uint8_t {
    Io, ///< A file could not be read or written.
    Usage, ///< The command line (or a call of ours on a person's behalf) makes no sense.
    InvalidScenario, ///< The scenario text or its values are refused.
    ExpectationFailed, ///< An expectation or a comparison did not hold.
    LimitReached, ///< A named limit ended the run; what was reached is kept.
    ExternalProgram, ///< Another program is missing or failed.
};

/// Where in a text an error stands. Lines and columns count from 1; 0 means "not known".
struct Place
{
    std::string file;
    std::uint32_t line = 0;
    std::uint32_t column = 0;

    friend bool operator==(const Place&, const Place&) = default;
};

/// One failure in words that a person can act on.
struct Error
{
    ErrorCode code = ErrorCode::Io;
    std::string message;
    Place place;

    friend bool operator==(const Error&, const Error&) = default;
};

/// A value or the errors that prevented it (at least one, all of them in one go).
/// Stands in for std::expected (C++23); shaped so that it can be swapped later.
template <typename T>
class [[nodiscard]] Result
{
public:
    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Error error)
        : m_state(std::in_place_index<1>, std::vector<Error> { std::move(error) })
    {
    }
    Result(std::vector<Error> errors)
        : m_state(std::in_place_index<1>, std::move(errors))
    {
        assert(!std::get<1>(m_state).empty());
    }

    bool hasValue() const { return m_state.index() == 0; }
    explicit operator bool() const { return hasValue(); }

    /// @pre hasValue()
    const T& value() const& { return std::get<0>(m_state); }
    T& value() & { return std::get<0>(m_state); }
    T&& value() && { return std::get<0>(std::move(m_state)); }
    const T& operator*() const& { return value(); }
    const T* operator->() const { return &value(); }

    /// @pre !hasValue()
    const std::vector<Error>& errors() const { return std::get<1>(m_state); }
    const Error& error() const { return errors().front(); }

private:
    std::variant<T, std::vector<Error>> m_state;
};

} // namespace tickscope
