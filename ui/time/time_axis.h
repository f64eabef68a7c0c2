// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

#include <cstdint>
#include <vector>

namespace tickscope {

/// A stretch of virtual time in ns; the start belongs to it, the end too.
struct TimeSpan
{
    std::int64_t startNs = 0;
    std::int64_t endNs = 0;

    std::int64_t length() const { return endNs - startNs; }
    bool contains(std::int64_t ns) const { return startNs <= ns && ns <= endNs; }
    friend bool operator==(const TimeSpan&, const TimeSpan&) = default;
};

/// The shortest stretch that can be looked at: 1 us.
inline constexpr std::int64_t shortestSpanNs = 1'000;

/// @return the span moved, and shortened if it must be, so that it lies inside `limits`
TimeSpan clamped(TimeSpan span, TimeSpan limits);
TimeSpan panned(TimeSpan span, std::int64_t byNs, TimeSpan limits);
/// @param anchorNs  the moment that stays where it is, unless a limit prevents it
/// @param factor  more than 1 shows more time, less than 1 less
TimeSpan zoomed(TimeSpan span, std::int64_t anchorNs, double factor, TimeSpan limits);

/// A line of the ruler.
struct RulerTick
{
    std::int64_t ns = 0;
    bool isMajor = false;
};

/// Which moments the ruler marks: steps of 1, 2 or 5 and of the parts of minutes, hours and days.
struct RulerStep
{
    std::int64_t majorNs = 0;
    std::int64_t minorNs = 0; ///< equal to majorNs where finer lines would be too dense
};

/// Where moments lie on a stretch of pixels. start stands `margin` from the left edge and end
/// `margin` from the right one; what lies in the margins is visible too.
class TimeAxis
{
public:
    TimeAxis() = default;
    /// @pre width > 2 * margin, and the span is not empty
    TimeAxis(TimeSpan span, double width, double margin = 12);

    TimeSpan span() const { return m_span; }
    double width() const { return m_width; }
    double nsPerPixel() const { return m_nsPerPixel; }

    double x(std::int64_t ns) const
    {
        return m_margin + static_cast<double>(ns - m_span.startNs) / m_nsPerPixel;
    }
    std::int64_t t(double x) const;
    /// All that can be seen, margins included.
    TimeSpan visible() const { return { t(0), t(m_width) }; }

    /// @param least  pixels between two labelled lines
    RulerStep step(double least = 90) const;
    /// By time; those that are visible.
    std::vector<RulerTick> ticks(const RulerStep& step) const;
    /// "10 s", "0.25 s"; past two minutes "3:20", past two days "2 d 3:00".
    QString label(std::int64_t ns, const RulerStep& step) const;

private:
    TimeSpan m_span { 0, 1 };
    double m_width = 1;
    double m_margin = 0;
    double m_nsPerPixel = 1;
};

} // namespace tickscope
