// SPDX-License-Identifier: GPL-3.0-only
#include "ui/panels/welcome_page.h"

#include "core/scenario/builtin.h"
#include "core/scenario/reader.h"
#include "ui/document/settings.h"
#include "ui/panels/example_button.h"
#include "ui/theme/style.h"
#include "ui/widgets/label.h"
#include "ui/widgets/link_button.h"

#include <QDateTime>
#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace tickscope {

namespace {

QString whenText(const QDateTime& time)
{
    const auto days = time.date().daysTo(QDate::currentDate());
    if (days == 0)
        return WelcomePage::tr("today, %1").arg(time.toString(QStringLiteral("H:mm")));
    if (days == 1)
        return WelcomePage::tr("yesterday");
    return time.date().toString(QStringLiteral("yyyy-MM-dd"));
}

} // namespace

WelcomePage::WelcomePage(Settings& settings, const ThemeController& themes, QWidget* parent)
    : Strip(Ground::Surface, {}, themes, parent)
    , m_settings(settings)
{
    connect(&settings, &Settings::recentFilesChanged, this, [this] {
        if (isFilled())
            showRecent();
    });
    m_drawing.setInterval(0);
    connect(&m_drawing, &QTimer::timeout, this, &WelcomePage::drawNext);
}

void WelcomePage::fill()
{
    auto* page = new QWidget;
    auto* columns = new QHBoxLayout;
    columns->addWidget(createRecent(), 0);
    columns->addWidget(createExamples(), 1);
    auto* layout = new QVBoxLayout(page);
    layout->addWidget(createHead());
    layout->addLayout(columns);
    layout->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setBackgroundRole(QPalette::Base);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    outer->addWidget(scroll);
    onTheme(this, themes(), [layout, columns](const Theme& theme) {
        const int side = px(3.4 * theme.metrics.padding);
        layout->setContentsMargins(side, px(0.9 * side), side, side);
        layout->setSpacing(px(2 * theme.metrics.padding));
        columns->setSpacing(px(3 * theme.metrics.padding));
    });
}

QWidget* WelcomePage::createHead()
{
    auto* head = new QWidget;
    auto* words = new QVBoxLayout;
    words->addWidget(new Label(TextLook::Display, themes(), tr("Tickscope")));
    words->addWidget(new Label(TextLook::Lead, themes(),
        tr("See every tick: when it was due, how long it waited, how long it worked.")));
    auto* fresh = new QPushButton(tr("New scenario"));
    setButtonRole(*fresh, ButtonRole::Primary);
    auto* open = new QPushButton(tr("Open…"));
    connect(fresh, &QPushButton::clicked, this, &WelcomePage::newRequested);
    connect(open, &QPushButton::clicked, this, &WelcomePage::openRequested);
    auto* layout = new QHBoxLayout(head);
    layout->setContentsMargins({});
    layout->addLayout(words, 1);
    layout->addWidget(fresh, 0, Qt::AlignTop);
    layout->addWidget(open, 0, Qt::AlignTop);
    return head;
}

QWidget* WelcomePage::createRecent()
{
    auto* column = new QWidget;
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins({});
    layout->addWidget(new Label(TextLook::Header, themes(), tr("Recent files")));
    m_recent = new QVBoxLayout;
    layout->addLayout(m_recent);
    layout->addStretch();
    onTheme(column, themes(),
        [column](const Theme& theme) { column->setFixedWidth(px(230 * theme.scale)); });
    return column;
}

QWidget* WelcomePage::createExamples()
{
    auto* column = new QWidget;
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins({});
    layout->addWidget(new Label(TextLook::Header, themes(), tr("Examples")));
    m_grid = new QGridLayout;
    m_grid->setSpacing(4);
    layout->addLayout(m_grid);
    layout->addStretch();
    for (const auto& builtin : builtinScenarios()) {
        auto result = readScenario(builtin.text, builtin.name);
        if (!result.scenario)
            continue;
        const auto name = QString::fromUtf8(builtin.name.data(), qsizetype(builtin.name.size()));
        auto* button = new ExampleButton(name, std::move(*result.scenario), themes());
        connect(button, &ExampleButton::clicked, this, [this, name] { emit exampleChosen(name); });
        m_examples.push_back(button);
    }
    return column;
}

void WelcomePage::showRecent()
{
    while (auto* item = m_recent->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    const auto files = m_settings.recentFiles();
    if (files.isEmpty())
        m_recent->addWidget(new Label(TextLook::Hint, themes(), tr("None yet")));
    for (const auto& path : files) {
        const QFileInfo file(path);
        auto* link = new LinkButton(file.fileName(), themes());
        link->setToolTip(path);
        link->setEnabled(file.exists());
        if (!file.exists())
            link->setToolTip(tr("%1 is no longer there").arg(path));
        connect(link, &QPushButton::clicked, this, [this, path] { emit fileChosen(path); });
        auto* row = new QWidget;
        auto* layout = new QHBoxLayout(row);
        layout->setContentsMargins({});
        layout->addWidget(link);
        layout->addWidget(new Label(TextLook::Hint, themes(),
            file.exists() ? whenText(file.lastModified()) : tr("missing")));
        layout->addStretch();
        m_recent->addWidget(row);
    }
}

void WelcomePage::layOutExamples()
{
    const double scale = theme().scale;
    const int columns = std::clamp(int((width() - 360 * scale) / (350 * scale)), 1, 4);
    if (columns == m_columns)
        return;
    m_columns = columns;
    for (std::size_t i = 0; i < m_examples.size(); ++i)
        m_grid->addWidget(m_examples[i], int(i) / columns, int(i) % columns);
    for (int column = 0; column < 4; ++column)
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
}

void WelcomePage::resizeEvent(QResizeEvent* event)
{
    Strip::resizeEvent(event);
    if (isFilled())
        layOutExamples();
}

void WelcomePage::showEvent(QShowEvent* event)
{
    Strip::showEvent(event);
    if (!isFilled())
        fill();
    layOutExamples();
    showRecent();
    if (m_drawn < m_examples.size())
        m_drawing.start();
}

void WelcomePage::drawNext()
{
    if (m_drawn < m_examples.size() && isVisible())
        m_examples[m_drawn++]->drawPicture();
    else
        m_drawing.stop();
}

} // namespace tickscope
