// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QRectF>
#include <QString>
#include <QStringList>

class QPainter;

namespace tickscope {

struct Theme;

/// The symbolic icons by name, such as "play": drawn on a grid of 20, in one colour given here.
QStringList iconNames();

/// An icon for buttons and menus: text colour, disabled colour when disabled, accent when on.
/// @pre name is one of iconNames()
QIcon icon(const QString& name, const Theme& theme);

/// The same in one colour whatever the state.
QIcon icon(const QString& name, const QColor& color);

/// @param size  side in logical pixels
/// @param ratio  device pixels per logical pixel
QPixmap iconPixmap(const QString& name, double size, const QColor& color, double ratio = 1);

/// Draws the icon as shapes, so it stays sharp in an SVG or a PDF.
void paintIcon(QPainter& painter, const QString& name, const QRectF& rect, const QColor& color);

/// The icon of the program, in its own colours.
QIcon applicationIcon();

} // namespace tickscope
