// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/trace/text_sink.h"

#include <string>
#include <string_view>
#include <vector>

namespace tickscope::testing {

/// The lines of a text; each, the last too, must end in a line end.
inline std::vector<std::string> lines(std::string_view text)
{
    std::vector<std::string> result;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos) {
            result.push_back(std::string(text) + " (no line end)");
            break;
        }
        result.emplace_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    return result;
}

/// A disk that fills up: takes so many writes and no more.
class FullSink final : public TextSink
{
public:
    explicit FullSink(int writes)
        : m_left(writes)
    {
    }
    bool write(std::string_view) override
    {
        ++calls;
        return m_left-- > 0;
    }
    int calls = 0;

private:
    int m_left;
};

} // namespace tickscope::testing
