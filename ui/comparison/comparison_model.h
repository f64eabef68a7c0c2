// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/comparison/comparison.h"

#include <QAbstractTableModel>

#include <string>
#include <vector>

namespace tickscope {

class RunController;

/// Servers side by side: a column each, a row for each thing they are compared by.
///
/// Columns are kept by name, so they stay when the run is made anew. The numbers are those of the
/// last measure(): whoever shows the model decides when.
class ComparisonModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        DetailRole = Qt::UserRole, ///< the sentence below the headline
        MarkRole, ///< ComparisonCell::Mark
        OfferRole, ///< words of the link, if any
    };

    explicit ComparisonModel(const RunController& controller, QObject* parent = nullptr);

    /// The columns, from left to right; names that the run does not have are left out.
    void setServers(const std::vector<std::uint32_t>& servers);
    /// At the right end; nothing happens when it is there. @pre server is one of the run
    void addServer(std::uint32_t server);
    void removeServer(int column);
    /// Measures anew. @param range  all of the run up to now when absent
    /// @param forecasts  whether to try out on a copy what cancelling would come to
    void measure(std::optional<TimeSpan> range, bool forecasts);

    /// Of the server, which may be one of the run before while the run is being replaced.
    const std::string& name(int column) const { return m_columns[std::size_t(column)].name; }
    std::uint32_t server(int column) const { return m_columns[std::size_t(column)].server; }
    bool hasServer(std::uint32_t server) const;
    const ComparisonCell& cell(const QModelIndex& index) const;
    /// What was measured.
    TimeSpan span() const { return m_span; }
    /// The whole table, its cells parted by tabs, for other programs.
    QString toText() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Column
    {
        std::string name;
        std::uint32_t server = 0;
        std::vector<ComparisonCell> cells { comparisonRowCount };
    };
    void runReplaced();
    Column columnOf(std::uint32_t server) const;
    void measureColumn(Column& column, std::optional<CancelForecast> forecast);

    const RunController& m_controller;
    std::vector<Column> m_columns;
    TimeSpan m_span;
};

} // namespace tickscope
