// SPDX-License-Identifier: GPL-3.0-only
#include "ui/palette/key_dialog.h"

#include "ui/theme/fonts.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace tickscope {

namespace {

QString shown(const QList<QKeySequence>& keys)
{
    QStringList words;
    for (const auto& key : keys)
        words << key.toString(QKeySequence::NativeText);
    return words.join(QStringLiteral(", "));
}

} // namespace

KeyDialog::KeyDialog(KeyBindings& bindings, const ThemeController& themes, QWidget* parent)
    : QDialog(parent)
    , m_bindings(bindings)
    , m_table(new QTableWidget(0, 2))
    , m_key(new QKeySequenceEdit)
    , m_assign(new QPushButton(tr("Assign")))
    , m_clear(new QPushButton(tr("No key")))
    , m_note(new Label(TextLook::Second, themes))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Change keys"));
    setAccessibleName(windowTitle());
    auto* layout = new QVBoxLayout(this);
    createHead(themes);
    m_table->setAccessibleName(tr("Commands and their keys"));
    m_table->horizontalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_table->verticalHeader()->hide();
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    layout->addWidget(m_table, 1);
    auto* row = new QHBoxLayout;
    m_key->setAccessibleName(tr("Press the new key"));
    row->addWidget(m_key, 1);
    row->addWidget(m_assign);
    row->addWidget(m_clear);
    layout->addLayout(row);
    layout->addWidget(m_note);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &KeyDialog::choose);
    connect(m_key, &QKeySequenceEdit::keySequenceChanged, this, &KeyDialog::choose);
    connect(m_assign, &QPushButton::clicked, this, &KeyDialog::assign);
    connect(m_clear, &QPushButton::clicked, this, &KeyDialog::clear);
    const double unit = themes.theme().type.body / 13;
    resize(px(560 * unit), px(560 * unit));
    fill();
    m_table->selectRow(0);
}

void KeyDialog::createHead(const ThemeController& themes)
{
    m_preset = new QComboBox;
    m_preset->setAccessibleName(tr("Keys as in"));
    for (const auto preset : keyPresets)
        m_preset->addItem(keyPresetName(preset));
    m_preset->setCurrentIndex(int(m_bindings.preset()));
    m_find = new QLineEdit;
    m_find->setPlaceholderText(tr("Find a command or a key"));
    m_find->setAccessibleName(m_find->placeholderText());
    auto* row = new QHBoxLayout;
    row->addWidget(new Label(TextLook::Body, themes, tr("Keys as in")));
    row->addWidget(m_preset);
    row->addWidget(m_find, 1);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    connect(m_preset, &QComboBox::activated, this, [this](int choice) {
        m_bindings.setPreset(keyPresets[choice]);
        fill();
    });
    connect(m_find, &QLineEdit::textChanged, this, &KeyDialog::filter);
}

void KeyDialog::fill()
{
    const int row = m_table->currentRow();
    m_table->setRowCount(int(m_bindings.entries().size()));
    for (int i = 0; i < m_table->rowCount(); ++i) {
        const auto& entry = m_bindings.entries()[std::size_t(i)];
        m_table->setItem(i, 0, new QTableWidgetItem(entry.words));
        m_table->setItem(i, 1, new QTableWidgetItem(shown(m_bindings.keys(entry.id))));
    }
    m_table->setCurrentCell(row, 0);
    filter();
    choose();
}

void KeyDialog::filter()
{
    const auto wanted = m_find->text().trimmed();
    for (int row = 0; row < m_table->rowCount(); ++row)
        m_table->setRowHidden(row,
            !m_table->item(row, 0)->text().contains(wanted, Qt::CaseInsensitive)
                && !m_table->item(row, 1)->text().contains(wanted, Qt::CaseInsensitive));
}

QString KeyDialog::chosen() const
{
    const int row = m_table->currentRow();
    return row < 0 ? QString() : m_bindings.entries()[std::size_t(row)].id;
}

/// Says beforehand from whom the key would be taken.
void KeyDialog::choose()
{
    const auto key = m_key->keySequence();
    m_assign->setEnabled(!chosen().isEmpty() && !key.isEmpty());
    m_clear->setEnabled(!m_bindings.keys(chosen()).isEmpty());
    const auto* owner = key.isEmpty() ? nullptr : m_bindings.owner(key);
    if (owner != nullptr && owner->id != chosen())
        m_note->setWords(tr("%1 does \"%2\" now; it would do that no longer.")
                             .arg(key.toString(QKeySequence::NativeText), owner->words));
    else
        m_note->setWords(tr("Choose a command, press a key in the field, then Assign."));
}

void KeyDialog::assign()
{
    m_bindings.setKeys(chosen(), { m_key->keySequence() });
    m_key->clear();
    fill();
}

void KeyDialog::clear()
{
    m_bindings.setKeys(chosen(), {});
    fill();
}

} // namespace tickscope
