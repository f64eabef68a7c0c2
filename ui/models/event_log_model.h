// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/event_filter.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <cstdint>
#include <deque>
#include <vector>

namespace tickscope {

class RunController;

/// The records of the trace that pass a filter, the latest at the bottom.
///
/// It filters while it takes records in, a batch a frame, instead of standing behind a proxy: a
/// trace has millions of records and a table has a few thousand rows. At most rowLimit of them
/// are kept, the latest.
class EventLogModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { TimeColumn, ServerColumn, EventColumn, WhatColumn, ColumnCount };
    enum Role {
        SeqRole = Qt::UserRole + 1, ///< number of the record
        ServerRole, ///< process index
        TimeRole, ///< ns
        LiveEditRole, ///< a person caused it
        RelatedRole, ///< it belongs to the selected message
    };
    static constexpr std::size_t rowLimit = 100'000;

    explicit EventLogModel(const RunController& controller, QObject* parent = nullptr);

    const EventFilter& filter() const { return m_filter; }
    void setFilter(EventFilter filter);
    /// Marks what belongs to this message; 0 for none.
    void setSelectedMessage(std::uint32_t server, std::uint32_t number);
    /// Whether older rows were left out.
    bool isCut() const { return m_isCut; }
    /// Whether all records have been looked at.
    bool isComplete() const;
    /// The row of the record with that number or the first one after it; rowCount() when none.
    int rowOf(std::uint64_t seq) const;
    /// All rows as tab-separated lines, for the clipboard.
    QString toText(const QModelIndexList& rows) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void restart();
    void takeIn();
    void takeNew(std::uint64_t most);
    void takeOld(std::uint64_t most);
    void dropOldest();
    bool isShown(std::uint64_t seq) const;
    bool matchesText(std::uint64_t seq) const;
    bool isRelated(std::uint64_t seq) const;
    QString text(std::uint64_t seq, int column) const;

    const RunController& m_controller;
    EventFilter m_filter;
    std::deque<std::uint64_t> m_rows;
    std::uint64_t m_first = 0; ///< records from here to m_next were looked at
    std::uint64_t m_next = 0;
    bool m_isCut = false;
    std::uint32_t m_selectedServer = 0;
    std::uint32_t m_selectedMessage = 0;
    QTimer m_more;
};

} // namespace tickscope
