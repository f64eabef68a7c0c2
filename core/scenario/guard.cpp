// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/guard.h"

namespace tickscope {

GuardedText guardText(std::string_view text)
{
    if (text.starts_with("\xef\xbb\xbf"))
        text.remove_prefix(3);
    return { std::string { text }, {}, false };
}

} // namespace tickscope
