// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/about_box.h"

#include "ui/theme/icons.h"
#include "ui/widgets/label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSysInfo>
#include <QVBoxLayout>

namespace tickscope {

QString versionText()
{
    return QStringLiteral("tickscope %1\nQt %2, %3\n")
        .arg(QStringLiteral(TICKSCOPE_VERSION), QString::fromLatin1(qVersion()),
            QSysInfo::buildCpuArchitecture());
}

AboutBox::AboutBox(const ThemeController& themes, QWidget* parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("About Tickscope"));
    setAccessibleName(tr("About Tickscope"));
    setBackgroundRole(QPalette::Base);
    const auto& theme = themes.theme();
    auto* picture = new QLabel;
    const int side = px(64 * theme.scale);
    picture->setPixmap(applicationIcon().pixmap(side, side));
    auto* words = new QVBoxLayout;
    words->addWidget(new Label(TextLook::Display, themes, tr("Tickscope")));
    words->addWidget(
        new Label(TextLook::Body, themes, tr("An oscilloscope for periodic work on the BEAM.")));
    words->addWidget(new Label(TextLook::Mono, themes, versionText().trimmed()));
    words->addWidget(new Label(TextLook::Second, themes,
        tr("Free software under the GNU General Public License, version 3.")));
    auto* copy = new QPushButton(tr("Copy versions"));
    connect(copy, &QPushButton::clicked, this,
        [] { QGuiApplication::clipboard()->setText(versionText()); });
    auto* close = new QPushButton(tr("Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(copy);
    buttons->addWidget(close);
    words->addSpacing(px(theme.metrics.padding));
    words->addLayout(buttons);
    auto* layout = new QHBoxLayout(this);
    const int padding = px(1.5 * theme.metrics.padding);
    layout->setContentsMargins(padding, padding, padding, padding);
    layout->setSpacing(padding);
    layout->addWidget(picture, 0, Qt::AlignTop);
    layout->addLayout(words, 1);
}

} // namespace tickscope
