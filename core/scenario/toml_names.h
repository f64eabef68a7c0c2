// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/toml_document.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace tickscope {

/// A name of a TOML text, with what stands below it.
struct TomlName
{
    enum class Kind : std::uint8_t {
        Value,
        InlineTable, ///< complete at its }
        Header, ///< [a]
        OfHeader, ///< a of [a.b], which may have its own header later
        OfDottedKey, ///< a of a.b = 1
        TableList, ///< [[a]]; below it is what its last table has
    };
    Kind kind = Kind::Header;
    TextRegion place; ///< of the key or header that made it
    std::map<std::string, std::unique_ptr<TomlName>, std::less<>> below;
};

/// Why a key or a header cannot stand where it does.
struct TomlConflict
{
    std::string part; ///< the part of a dotted name that is in the way; the last one for a twin
    TomlName::Kind kind = TomlName::Kind::Value; ///< what it is already
    TextRegion first; ///< where that was
    bool isTwin = false; ///< the whole name is taken, not a part of it
};

/// What came of a key or a header: the name, or a conflict instead.
struct TomlNamed
{
    TomlName* name = nullptr;
    TomlConflict conflict;
};

using TomlPath = std::vector<std::string>;

/// Makes the name of `key = value` below a table. @pre !path.empty()
TomlNamed addKey(TomlName& table, const TomlPath& path, TextRegion place);

/// Makes the name of [a.b] or [[a.b]], or finds the one that a longer header made. @pre
/// !path.empty()
TomlNamed addHeader(TomlName& root, const TomlPath& path, TextRegion place, bool isList);

} // namespace tickscope
