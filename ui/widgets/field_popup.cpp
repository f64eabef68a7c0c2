// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/field_popup.h"

#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

namespace tickscope {

FieldPopup::FieldPopup(
    const QString& name, const QString& value, const ThemeController& themes, QWidget* anchor)
    : QFrame(anchor, Qt::Popup)
    , m_anchor(anchor)
    , m_field(new QLineEdit(value))
    , m_help(new Label(TextLook::Second, themes))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setFrameShape(QFrame::StyledPanel);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setAccessibleName(name);
    const auto& theme = themes.theme();
    m_field->setAccessibleName(name);
    m_field->setFont(monoFont(theme.type.second));
    m_field->setMinimumWidth(px(120 * theme.scale));
    auto* button = new QPushButton(tr("Go"));
    setButtonRole(*button, ButtonRole::Primary);
    button->setFocusPolicy(Qt::TabFocus);
    auto* row = new QHBoxLayout;
    row->setSpacing(px(theme.metrics.gap));
    row->addWidget(new Label(TextLook::Body, themes, name));
    row->addWidget(m_field, 1);
    row->addWidget(button);
    auto* layout = new QVBoxLayout(this);
    const int padding = px(theme.metrics.padding);
    layout->setContentsMargins(padding, padding, padding, padding);
    layout->addLayout(row);
    layout->addWidget(m_help);
    m_help->setWordWrap(true);
    m_help->hide();
    const auto accept = [this] { emit accepted(m_field->text()); };
    connect(m_field, &QLineEdit::returnPressed, this, accept);
    connect(button, &QPushButton::clicked, this, accept);
}

void FieldPopup::setHelp(const QString& help)
{
    m_help->setLook(TextLook::Second);
    m_help->setText(help);
    m_help->show();
}

void FieldPopup::refuse(const QString& reason)
{
    setFieldState(*m_field, FieldState::Invalid);
    m_help->setLook(TextLook::Error);
    m_help->setText(reason);
    m_help->show();
    adjustSize();
}

void FieldPopup::open()
{
    adjustSize();
    QPoint corner = m_anchor->mapToGlobal(QPoint(0, m_anchor->height()));
    const auto room = m_anchor->screen()->availableGeometry();
    corner.setX(std::clamp(corner.x(), room.left(), std::max(room.left(), room.right() - width())));
    corner.setY(std::min(corner.y(), room.bottom() - height()));
    move(corner);
    show();
    m_field->setFocus(Qt::PopupFocusReason);
    m_field->selectAll();
}

} // namespace tickscope
