// SPDX-License-Identifier: GPL-3.0-only
#include "ui/panels/export_dialog.h"

#include "ui/text/moment_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/style.h"
#include "ui/time/time_window.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tickscope {

ExportDialog::ExportDialog(const TimeWindow& window, const QString& name, Write write,
    const ThemeController& themes, QWidget* parent)
    : QDialog(parent)
    , m_window(window)
    , m_name(name)
    , m_write(std::move(write))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Export"));
    setAccessibleName(tr("Export"));
    createFields(themes);
    update();
    connect(&window, &TimeWindow::changed, this, &ExportDialog::update);
}

void ExportDialog::createFields(const ThemeController& themes)
{
    const auto combo = [](const QString& name) {
        auto* box = new QComboBox;
        box->setAccessibleName(name);
        return box;
    };
    m_kind = combo(tr("What"));
    for (int i = 0; i < exportKindCount; ++i)
        m_kind->addItem(exportName(ExportKind(i)), i);
    m_format = combo(tr("Format"));
    for (const auto& suffix : exportSuffixes(ExportKind::Lanes))
        m_format->addItem(suffix.toUpper(), suffix);
    m_scale = combo(tr("Scale"));
    for (const int scale : { 1, 2, 3 })
        m_scale->addItem(tr("%1x").arg(scale), scale);
    m_scale->setCurrentIndex(1);
    m_part = combo(tr("Part"));
    for (const auto part : { Part::Whole, Part::Range, Part::Visible })
        m_part->addItem(QString(), int(part));
    m_path = new QLineEdit;
    m_path->setAccessibleName(tr("File"));
    m_path->setMinimumWidth(px(360 * themes.theme().scale));
    m_note = new FieldNote(themes);
    auto* choose = new QPushButton(tr("Choose…"));
    m_export = new QPushButton(tr("Export"));
    setButtonRole(*m_export, ButtonRole::Primary);
    m_export->setDefault(true);
    choose->setAutoDefault(false);

    auto* format = new QHBoxLayout;
    format->addWidget(m_format, 1);
    format->addWidget(m_scale);
    auto* file = new QHBoxLayout;
    file->addWidget(m_path, 1);
    file->addWidget(choose);
    auto* fields = new QFormLayout;
    fields->addRow(tr("What"), m_kind);
    fields->addRow(tr("Format"), format);
    fields->addRow(tr("Part"), m_part);
    fields->addRow(tr("File"), file);
    fields->setSpacing(px(themes.theme().metrics.gap));
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_export);
    auto* layout = new QVBoxLayout(this);
    const int padding = px(1.5 * themes.theme().metrics.padding);
    layout->setContentsMargins(padding, padding, padding, padding);
    layout->addLayout(fields);
    layout->addWidget(m_note);
    layout->addStretch();
    layout->addLayout(buttons);

    for (auto* box : { m_kind, m_format, m_part })
        connect(box, &QComboBox::currentIndexChanged, this, &ExportDialog::update);
    connect(m_path, &QLineEdit::textEdited, this, [this] {
        m_isPathTyped = true;
        update();
    });
    connect(choose, &QPushButton::clicked, this, &ExportDialog::chooseFile);
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::run);
}

void ExportDialog::setKind(ExportKind kind)
{
    m_kind->setCurrentIndex(int(kind));
}

ExportKind ExportDialog::kind() const
{
    return ExportKind(m_kind->currentData().toInt());
}

TimeSpan ExportDialog::span() const
{
    const TimeSpan whole { 0, std::max(m_window.runEndNs(), m_window.nowNs()) };
    if (!takesSpan(kind()))
        return whole;
    switch (Part(m_part->currentData().toInt())) {
    case Part::Range:
        return m_window.range().value_or(whole);
    case Part::Visible:
        return m_window.span();
    case Part::Whole:
        break;
    }
    return whole;
}

ExportRequest ExportDialog::request() const
{
    return { kind(), span(), m_scale->currentData().toInt(), m_path->text().trimmed() };
}

void ExportDialog::update()
{
    const bool isDrawn = isPicture(kind());
    m_format->setEnabled(isDrawn);
    m_scale->setEnabled(isDrawn && m_format->currentData().toString() == QLatin1String("png"));
    m_part->setEnabled(takesSpan(kind()));
    const auto range = m_window.range();
    const auto visible = m_window.span();
    if (!range && Part(m_part->currentData().toInt()) == Part::Range)
        return m_part->setCurrentIndex(int(Part::Whole));
    m_part->setItemText(int(Part::Whole), tr("The whole run"));
    m_part->setItemText(int(Part::Range),
        range ? tr("The range, %1").arg(spanText(range->startNs, range->endNs))
              : tr("The range (none is selected)"));
    m_part->setItemText(int(Part::Visible),
        tr("What is visible, %1").arg(spanText(visible.startNs, visible.endNs)));
    m_part->setItemData(int(Part::Range), range ? QVariant() : QVariant(0), Qt::UserRole - 1);
    suggestPath();
    m_note->clearError();
    setFieldState(*m_path, FieldState::Valid);
    m_note->setNote(
        QFileInfo(m_path->text()).isFile() ? tr("It replaces the file that is there.") : QString());
    m_export->setEnabled(!m_path->text().trimmed().isEmpty());
}

/// The name of the scenario with the end that fits, as long as nobody typed another one.
void ExportDialog::suggestPath()
{
    const auto suffix
        = isPicture(kind()) ? m_format->currentData().toString() : exportSuffixes(kind()).first();
    if (m_isPathTyped) {
        // Another format is another end of the name; the rest is what was typed.
        const QFileInfo typed(m_path->text());
        if (sender() != m_path && !typed.suffix().isEmpty() && typed.suffix() != suffix)
            m_path->setText(typed.path() + u'/' + typed.completeBaseName() + u'.' + suffix);
        return;
    }
    static const char* const endings[]
        = { "", "-charts", "-ticks", "-depth", "-events", "-events", "-trace" };
    m_path->setText(QDir::current().absoluteFilePath(QFileInfo(m_name).completeBaseName()
        + QLatin1String(endings[int(kind())]) + u'.' + suffix));
}

void ExportDialog::chooseFile()
{
    const auto suffix
        = isPicture(kind()) ? m_format->currentData().toString() : exportSuffixes(kind()).first();
    auto* dialog = new QFileDialog(this, tr("Export to"), QFileInfo(m_path->text()).absolutePath(),
        QStringLiteral("%1 (*.%2)").arg(suffix.toUpper(), suffix));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(QFileInfo(m_path->text()).fileName());
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        m_isPathTyped = true;
        m_path->setText(path);
        update();
    });
    dialog->open();
}

void ExportDialog::run()
{
    const auto asked = request();
    const auto why = m_write(asked);
    if (why.isEmpty()) {
        emit exported(asked.path);
        return accept();
    }
    setFieldState(*m_path, FieldState::Invalid);
    m_note->setError(
        QFileInfo(asked.path).isFile() ? tr("%1 The old file is unchanged.").arg(why) : why);
}

} // namespace tickscope
