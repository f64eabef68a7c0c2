// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/trace/text_sink.h"

#include <QSaveFile>
#include <QString>

namespace tickscope {

/// Writes a file piece by piece under another name; commit() puts it in place of the old one. Until
/// then, and after any failure, the old file is as it was.
class SafeSink final : public TextSink
{
public:
    explicit SafeSink(const QString& path);

    bool write(std::string_view text) override;
    /// @return what went wrong, for people; empty when the file is written
    QString commit();

private:
    void fail(const QString& why);

    QSaveFile m_file;
    qint64 m_size = 0;
    QString m_reason;
};

} // namespace tickscope
