// SPDX-License-Identifier: GPL-3.0-only
#include "ui/beam/beam_box.h"

#include "ui/beam/compared_events_model.h"
#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/label.h"
#include "ui/widgets/themed.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace tickscope {

namespace {

QString millisecondsText(std::int64_t ns)
{
    return BeamBox::tr("%1 ms").arg(static_cast<double>(ns) / 1e6, 0, 'f', 2);
}

QTableView* tableOf(ComparedEventsModel* model, const Theme& theme)
{
    auto* table = new QTableView;
    table->setModel(model);
    table->setAccessibleName(BeamBox::tr("Both runs, event by event"));
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setShowGrid(false);
    table->setFont(monoFont(theme.type.second));
    table->verticalHeader()->hide();
    table->verticalHeader()->setMinimumSectionSize(8);
    table->verticalHeader()->setDefaultSectionSize(px(theme.metrics.row));
    table->horizontalHeader()->setStretchLastSection(true);
    for (int column = 0; column < ComparedEventsModel::EventColumn; ++column)
        table->setColumnWidth(column, px(118 * theme.scale));
    return table;
}

} // namespace

QString verdictHeadline(const Comparison& comparison)
{
    switch (comparison.verdict) {
    case Comparison::Verdict::Agrees:
        return BeamBox::tr("The real BEAM agrees");
    case Comparison::Verdict::Differs:
        return BeamBox::tr("The real BEAM differs");
    case Comparison::Verdict::Inconclusive:
        break;
    }
    return BeamBox::tr("This machine was too noisy to tell");
}

QString verdictWords(const Comparison& comparison)
{
    QString words
        = BeamBox::tr("%1 ticks and %2 mailbox depths matched; times %3 apart in the "
                      "median, %4 at most.")
              .arg(countText(comparison.ticks), countText(comparison.depths),
                  millisecondsText(comparison.medianNs), millisecondsText(comparison.maxNs));
    if (!comparison.firstDifference.empty())
        words += BeamBox::tr(" First difference: %1.")
                     .arg(QString::fromStdString(comparison.firstDifference));
    if (comparison.verdict == Comparison::Verdict::Inconclusive && comparison.jitter)
        words += BeamBox::tr(" A process ran up to %1 late after its timers.")
                     .arg(millisecondsText(comparison.jitter->maxNs));
    return words;
}

BeamBox::BeamBox(
    std::shared_ptr<const Comparison> comparison, const ThemeController& themes, QWidget* parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Simulated and real, side by side"));
    setAccessibleName(windowTitle());
    setBackgroundRole(QPalette::Base);
    const auto& theme = themes.theme();
    auto* words = new Label(TextLook::Body, themes, verdictWords(*comparison));
    words->setWordWrap(true);
    auto* copy = new QPushButton(tr("Copy table"));
    connect(copy, &QPushButton::clicked, this, [comparison] {
        QGuiApplication::clipboard()->setText(
            QString::fromStdString(comparisonTable(*comparison) + comparisonSummary(*comparison)));
    });
    auto* close = new QPushButton(tr("Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(copy);
    buttons->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    const int padding = px(theme.metrics.padding);
    layout->setContentsMargins(padding, padding, padding, padding);
    layout->setSpacing(px(theme.metrics.gap));
    layout->addWidget(new Label(TextLook::Title, themes, verdictHeadline(*comparison)));
    layout->addWidget(words);
    layout->addWidget(tableOf(new ComparedEventsModel(comparison, this), theme), 1);
    layout->addLayout(buttons);
    resize(px(820 * theme.scale), px(560 * theme.scale));
}

} // namespace tickscope
