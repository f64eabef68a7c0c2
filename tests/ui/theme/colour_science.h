// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QColor>

#include <array>
#include <cmath>

/// Just enough colour science to check the palette's promises.
namespace colour {

using Triple = std::array<double, 3>;

inline double toLinear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

inline Triple linear(const QColor& color)
{
    return { toLinear(color.redF()), toLinear(color.greenF()), toLinear(color.blueF()) };
}

/// WCAG 2 contrast ratio, from 1 to 21.
inline double contrast(const QColor& a, const QColor& b)
{
    const auto luminance = [](const QColor& color) {
        const Triple rgb = linear(color);
        return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
    };
    const double first = luminance(a), second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

inline Triple multiply(const std::array<Triple, 3>& matrix, const Triple& v)
{
    Triple result {};
    for (std::size_t row = 0; row < 3; ++row)
        result[row] = matrix[row][0] * v[0] + matrix[row][1] * v[1] + matrix[row][2] * v[2];
    return result;
}

enum class Vision { Normal, Deuteranopia, Protanopia, Tritanopia };

/// Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB.
inline Triple seen(const QColor& color, Vision vision)
{
    static constexpr std::array<Triple, 3> deuteranopia { { { 0.367322, 0.860646, -0.227968 },
        { 0.280085, 0.672501, 0.047413 }, { -0.011820, 0.042940, 0.968881 } } };
    static constexpr std::array<Triple, 3> protanopia { { { 0.152286, 1.052583, -0.204868 },
        { 0.114503, 0.786281, 0.099216 }, { -0.003882, -0.048116, 1.051998 } } };
    static constexpr std::array<Triple, 3> tritanopia { { { 1.255528, -0.076749, -0.178779 },
        { -0.078411, 0.930809, 0.147602 }, { 0.004733, 0.691367, 0.303900 } } };
    Triple rgb = linear(color);
    if (vision == Vision::Deuteranopia)
        rgb = multiply(deuteranopia, rgb);
    else if (vision == Vision::Protanopia)
        rgb = multiply(protanopia, rgb);
    else if (vision == Vision::Tritanopia)
        rgb = multiply(tritanopia, rgb);
    for (double& channel : rgb)
        channel = std::clamp(channel, 0.0, 1.0);
    return rgb;
}

/// CIE L*a*b* under D65.
inline Triple lab(const Triple& rgb)
{
    static constexpr std::array<Triple, 3> toXyz { { { 0.4124564, 0.3575761, 0.1804375 },
        { 0.2126729, 0.7151522, 0.0721750 }, { 0.0193339, 0.1191920, 0.9503041 } } };
    Triple xyz = multiply(toXyz, rgb);
    xyz[0] /= 0.95047;
    xyz[2] /= 1.08883;
    const auto f
        = [](double t) { return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116; };
    return { 116 * f(xyz[1]) - 16, 500 * (f(xyz[0]) - f(xyz[1])), 200 * (f(xyz[1]) - f(xyz[2])) };
}

/// CIEDE2000 with all weights 1 (Sharma, Wu and Dalal 2005).
inline double ciede2000(const Triple& first, const Triple& second)
{
    constexpr double pi = 3.14159265358979323846;
    const auto degrees = [](double radians) { return radians * 180 / pi; };
    const auto radians = [](double angle) { return angle * pi / 180; };
    const double chroma1 = std::hypot(first[1], first[2]);
    const double chroma2 = std::hypot(second[1], second[2]);
    const double mean7 = std::pow((chroma1 + chroma2) / 2, 7);
    const double g = 0.5 * (1 - std::sqrt(mean7 / (mean7 + std::pow(25, 7))));
    const double a1 = (1 + g) * first[1], a2 = (1 + g) * second[1];
    const double c1 = std::hypot(a1, first[2]), c2 = std::hypot(a2, second[2]);
    const auto hue = [&](double b, double a) {
        return a == 0 && b == 0 ? 0 : std::fmod(degrees(std::atan2(b, a)) + 360, 360);
    };
    const double h1 = hue(first[2], a1), h2 = hue(second[2], a2);
    double dh = c1 * c2 == 0 ? 0 : h2 - h1;
    dh = dh > 180 ? dh - 360 : dh < -180 ? dh + 360 : dh;
    const double dHue = 2 * std::sqrt(c1 * c2) * std::sin(radians(dh) / 2);
    double h = h1 + h2;
    if (c1 * c2 != 0)
        h = std::abs(h1 - h2) <= 180 ? h / 2 : h < 360 ? (h + 360) / 2 : (h - 360) / 2;
    const double l = (first[0] + second[0]) / 2, c = (c1 + c2) / 2;
    const double t = 1 - 0.17 * std::cos(radians(h - 30)) + 0.24 * std::cos(radians(2 * h))
        + 0.32 * std::cos(radians(3 * h + 6)) - 0.20 * std::cos(radians(4 * h - 63));
    const double c7 = std::pow(c, 7);
    const double rotation = -std::sin(radians(60 * std::exp(-std::pow((h - 275) / 25, 2)))) * 2
        * std::sqrt(c7 / (c7 + std::pow(25, 7)));
    const double sl = 1 + 0.015 * std::pow(l - 50, 2) / std::sqrt(20 + std::pow(l - 50, 2));
    const double sc = 1 + 0.045 * c, sh = 1 + 0.015 * c * t;
    const double dl = (second[0] - first[0]) / sl, dc = (c2 - c1) / sc, dhs = dHue / sh;
    return std::sqrt(dl * dl + dc * dc + dhs * dhs + rotation * dc * dhs);
}

inline double distance(const QColor& a, const QColor& b, Vision vision)
{
    return ciede2000(lab(seen(a, vision)), lab(seen(b, vision)));
}

} // namespace colour
