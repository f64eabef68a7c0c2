// SPDX-License-Identifier: GPL-3.0-only
#include "ui/help/help_pages.h"

#include "core/scenario/key_text.h"
#include "core/scenario/keys.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <array>

namespace tickscope {

namespace {

constexpr char pageProperty[] = "helpPage";

/// In the order in which one would read them.
constexpr std::array pageNames { "start.md", "lanes.md", "instant.md", "playing.md", "inspector.md",
    "source.md", "lessons.md", "actions.md", "charts.md", "comparison.md", "log.md",
    "statistics.md", "events.md", "scenario.md", "files.md", "keys.md", "beam.md",
    "command-line.md", "semantics/README.md", "semantics/clock.md", "semantics/schedules.md",
    "semantics/edits.md", "semantics/restarts.md", "semantics/calls.md",
    "semantics/differences.md" };

/// A page of semantics lies beside help; links in help lead there as "semantics/NAME".
QString textOf(const QString& name)
{
    const auto folder = name.startsWith(u"semantics/") ? QStringLiteral(":/help/")
                                                       : QStringLiteral(":/help/help/");
    QFile file(folder + name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString fromText(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

/// A cell of a Markdown table.
QString cell(QString text)
{
    return text.replace(u'|', QStringLiteral("\\|"));
}

QString keysOfScenario()
{
    QString text;
    const KeyInfo* before = nullptr;
    for (const auto& key : keyTable) {
        if (!before || before->table != key.table)
            text += QStringLiteral("\n## %1\n\n| key | what it is |\n| --- | --- |\n")
                        .arg(QString::fromStdString(keyTableTitle(key.table)));
        text += QStringLiteral("| `%1` | %2 |\n")
                    .arg(fromText(key.name), cell(QString::fromStdString(aboutKey(key))));
        before = &key;
    }
    return text;
}

QString pageOfKeys(const std::vector<KeyGroup>& groups)
{
    auto text = KeySheet::tr("# Keys and mouse") + u'\n';
    for (const auto& group : groups) {
        text += QStringLiteral("\n## %1\n\n| %2 | %3 |\n| --- | --- |\n")
                    .arg(group.title, KeySheet::tr("keys"), KeySheet::tr("what they do"));
        for (const auto& entry : group.entries)
            text += QStringLiteral("| `%1` | %2 |\n").arg(cell(entry.keys), cell(entry.what));
    }
    return text;
}

/// The first heading.
QString titleIn(const QString& text)
{
    return text.section(u'\n', 0, 0).remove(0, 2);
}

} // namespace

std::vector<HelpPage> helpPages(const std::vector<KeyGroup>& keys)
{
    std::vector<HelpPage> pages;
    for (const auto* each : pageNames) {
        const auto name = QString::fromLatin1(each);
        auto text = name == u"keys.md" ? pageOfKeys(keys) : textOf(name);
        if (name == u"scenario.md")
            text += keysOfScenario();
        pages.push_back({ name, titleIn(text), text });
    }
    return pages;
}

QString linkedPage(const QString& from, const QString& link)
{
    return QDir::cleanPath(QFileInfo(from).path() + u'/' + link.section(u'#', 0, 0));
}

void setHelpPage(QWidget& widget, const QString& name)
{
    widget.setProperty(pageProperty, name);
}

QString helpPageOf(const QWidget* widget)
{
    for (; widget; widget = widget->parentWidget())
        if (const auto name = widget->property(pageProperty); name.isValid())
            return name.toString();
    return QString::fromUtf16(firstHelpPage);
}

} // namespace tickscope
