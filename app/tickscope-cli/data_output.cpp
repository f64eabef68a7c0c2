// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/data_output.h"

#include <utility>

namespace tickscope::cli {

Result<DataOutput> DataOutput::open(const std::string& path, IfExists ifExists, Console& console)
{
    DataOutput output(console);
    if (path == standardStream)
        return output;
    auto file = OutputFile::open(path, ifExists);
    if (!file)
        return file.errors();
    output.m_file = std::move(file).value();
    return output;
}

} // namespace tickscope::cli
