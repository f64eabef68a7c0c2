// SPDX-License-Identifier: GPL-3.0-only
#include "ui/form/field_form.h"

#include "ui/form/lines_field.h"
#include "ui/form/scenario_check.h"
#include "ui/widgets/choice_box.h"
#include "ui/widgets/field_error.h"
#include "ui/widgets/label.h"
#include "ui/widgets/number_field.h"

#include <QGridLayout>

#include <algorithm>
#include <utility>

namespace tickscope {

FieldForm::FieldForm(const FormFields& fields, std::function<Scenario()> now, QWidget& panel,
    const ThemeController& themes)
    : m_now(std::move(now))
    , m_panel(panel)
    , m_themes(themes)
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins({});
    grid->setColumnStretch(1, 1);
    onTheme(this, themes, [grid](const Theme& theme) {
        grid->setHorizontalSpacing(px(theme.metrics.gap));
        grid->setVerticalSpacing(px(0.5 * theme.metrics.gap));
        grid->setColumnMinimumWidth(0, px(labelWidth * theme.type.body / 13));
    });
    m_rows.reserve(fields.size());
    for (const auto& field : fields)
        addRow(grid, field);
}

void FieldForm::addRow(QGridLayout* grid, const FormField& field)
{
    Row row { &field, new Label(TextLook::Quiet, m_themes, field.label), makeEditor(field),
        nullptr };
    row.note = new FieldError(*row.editor, m_panel, m_themes);
    row.editor->setToolTip(helpOf(field));
    row.label->setToolTip(helpOf(field));
    const int number = int(m_rows.size());
    grid->addWidget(row.label, number, 0, Qt::AlignTop);
    grid->addWidget(row.editor, number, 1);
    onTheme(row.label, m_themes, [label = row.label](const Theme& theme) {
        label->setFixedHeight(px(theme.metrics.control));
    });
    m_rows.push_back(row);
}

QString FieldForm::helpOf(const FormField& field) const
{
    QStringList parts { field.says };
    if (!field.usual.isEmpty())
        parts << tr("Without it: %1.").arg(field.usual);
    parts << (field.effect == FieldEffect::Anew
            ? tr("Changing it makes the run anew, up to the present moment.")
            : tr("The run goes on as it is."));
    return parts.join(u' ');
}

QWidget* FieldForm::makeEditor(const FormField& field)
{
    const auto taken = [this, &field](const QString& text) { take(field, text); };
    if (field.editor == FieldEditor::Choice) {
        auto* box = new ChoiceBox(field.label, m_themes);
        connect(box, &QComboBox::textActivated, this, taken);
        return box;
    }
    if (field.editor == FieldEditor::Lines) {
        auto* lines = new LinesField(field.label, m_themes);
        lines->setPlaceholderText(field.usual);
        connect(lines, &LinesField::valueTyped, this, taken);
        connect(lines, &LinesField::left, this, &FieldForm::done);
        return lines;
    }
    auto* line = field.editor == FieldEditor::Number ? new NumberField(field.label, m_themes)
                                                     : new EditField(field.label, m_themes);
    line->setPlaceholderText(field.usual);
    connect(line, &EditField::valueTyped, this, taken);
    connect(line, &EditField::entered, this, &FieldForm::done);
    connect(line, &EditField::left, this, &FieldForm::done);
    connect(line, &EditField::reverted, this, [this, &field] {
        if (auto* row = rowOf(field))
            row->note->clearError();
    });
    return line;
}

FieldForm::Row* FieldForm::rowOf(const FormField& field)
{
    const auto found = std::find_if(
        m_rows.begin(), m_rows.end(), [&field](const Row& row) { return row.field == &field; });
    return found == m_rows.end() ? nullptr : &*found;
}

void FieldForm::setFilter(std::function<bool(const FormField&)> filter)
{
    m_filter = std::move(filter);
}

void FieldForm::showScenario(const Scenario& scenario, std::size_t place, const QString& owner)
{
    if (place != m_place || owner != m_owner)
        forget();
    m_place = place;
    m_owner = owner;
    m_shown = 0;
    for (auto& row : m_rows) {
        const bool isShown
            = row.field->applies(scenario, place) && (!m_filter || m_filter(*row.field));
        row.label->setVisible(isShown);
        row.editor->setVisible(isShown);
        m_shown += isShown ? 1 : 0;
        if (isShown)
            showRow(row, scenario);
    }
}

void FieldForm::showRow(Row& row, const Scenario& scenario)
{
    const auto text = row.field->text(scenario, m_place);
    if (auto* box = qobject_cast<ChoiceBox*>(row.editor)) {
        QList<Choice> choices;
        for (const auto& word : row.field->words(scenario))
            choices << Choice { word.word, word.says };
        box->setChoices(choices);
        box->setWord(text);
    } else if (auto* lines = qobject_cast<LinesField*>(row.editor)) {
        lines->setValue(text);
    } else if (auto* line = qobject_cast<EditField*>(row.editor)) {
        line->setValue(text);
    }
}

void FieldForm::forget()
{
    for (auto& row : m_rows) {
        row.note->clearError();
        if (auto* line = qobject_cast<EditField*>(row.editor))
            line->revert();
        else if (auto* lines = qobject_cast<LinesField*>(row.editor))
            lines->revert();
    }
}

QWidget* FieldForm::editor(const QString& key) const
{
    for (const auto& row : m_rows)
        if (row.field->key == key)
            return row.editor;
    return nullptr;
}

void FieldForm::take(const FormField& field, const QString& text)
{
    auto* row = rowOf(field);
    auto scenario = m_now();
    auto reason = field.take(scenario, m_place, text);
    if (reason.isEmpty() && field.effect == FieldEffect::Anew)
        reason = refusalOf(scenario);
    if (!reason.isEmpty())
        return refuse(*row, reason);
    row->note->clearError();
    if (auto* line = qobject_cast<EditField*>(row->editor))
        line->setRefused(false);
    else if (auto* lines = qobject_cast<LinesField*>(row->editor))
        lines->setRefused(false);
    const auto what = m_owner.isEmpty() ? tr("change %1").arg(field.key)
                                        : tr("change %1 of %2").arg(field.key, m_owner);
    emit changeRequested(what, scenario);
    showRow(*row, m_now()); // nothing came of it, perhaps
}

void FieldForm::refuse(Row& row, const QString& reason)
{
    QString value;
    if (auto* line = qobject_cast<EditField*>(row.editor)) {
        line->setRefused(true);
        value = line->value();
    } else if (auto* lines = qobject_cast<LinesField*>(row.editor)) {
        lines->setRefused(true);
    } else if (auto* box = qobject_cast<ChoiceBox*>(row.editor)) {
        const auto now = m_now();
        value = row.field->text(now, m_place);
        box->setWord(value);
    }
    row.note->setError(value.isEmpty() ? reason : tr("%1\nStill in force: %2.").arg(reason, value));
}

} // namespace tickscope
