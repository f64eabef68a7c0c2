// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/form/form_field.h"
#include "ui/widgets/themed.h"

#include <QWidget>

#include <functional>
#include <vector>

class QGridLayout;

namespace tickscope {

class FieldError;
class Label;

/// Of the labels at the left of fields, at a text of 13 pixels.
inline constexpr double labelWidth = 80;

/// Fields in rows, label and editor: shows what a scenario says, and asks for another scenario when
/// somebody edits one. What cannot be is refused right at its field.
class FieldForm : public QWidget
{
    Q_OBJECT

public:
    /// @param now  the scenario that edits start from
    /// @param panel  what the reason of a refusal lies on; the form is somewhere inside
    FieldForm(const FormFields& fields, std::function<Scenario()> now, QWidget& panel,
        const ThemeController& themes);

    /// Only these of its fields are shown; where they apply at all.
    void setFilter(std::function<bool(const FormField&)> filter);
    /// Shows the values of a scenario.
    /// @param place  of the server, client or resource
    /// @param owner  what changes are called after: "change factor of poller"
    void showScenario(const Scenario& scenario, std::size_t place, const QString& owner = {});
    /// Lets go of what is typed and not yet applied.
    void forget();
    /// The editor of a key; null when there is none.
    QWidget* editor(const QString& key) const;
    bool isEmpty() const { return m_shown == 0; }

signals:
    void changeRequested(const QString& what, const tickscope::Scenario& scenario);
    /// Somebody is done with a field: Enter, or Escape with nothing to take back.
    void done();

private:
    struct Row
    {
        const FormField* field = nullptr;
        Label* label = nullptr;
        QWidget* editor = nullptr;
        FieldError* note = nullptr;
    };
    void addRow(QGridLayout* grid, const FormField& field);
    QWidget* makeEditor(const FormField& field);
    void showRow(Row& row, const Scenario& scenario);
    void take(const FormField& field, const QString& text);
    Row* rowOf(const FormField& field);
    void refuse(Row& row, const QString& reason);
    QString helpOf(const FormField& field) const;

    std::function<Scenario()> m_now;
    std::function<bool(const FormField&)> m_filter;
    QWidget& m_panel;
    const ThemeController& m_themes;
    std::vector<Row> m_rows;
    std::size_t m_place = 0;
    QString m_owner;
    int m_shown = 0;
};

} // namespace tickscope
