// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/document/exports.h"
#include "ui/widgets/themed.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace tickscope {

class FieldNote;
class Label;
class TimeWindow;

/// Asks what of the run is to be written where, writes it, and says in place why it could not.
/// Nothing waits for it: the window goes on.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    using Write = std::function<QString(const ExportRequest&)>;

    /// @param name  of the scenario: what the file is called unless somebody says otherwise
    /// @param write  does it; returns what went wrong
    ExportDialog(const TimeWindow& window, const QString& name, Write write,
        const ThemeController& themes, QWidget* parent);

    void setKind(ExportKind kind);
    ExportRequest request() const;

signals:
    void exported(const QString& path);

private:
    enum class Part { Whole, Range, Visible };

    void createFields(const ThemeController& themes);
    void update();
    void suggestPath();
    void chooseFile();
    void run();
    ExportKind kind() const;
    TimeSpan span() const;

    const TimeWindow& m_window;
    QString m_name;
    Write m_write;
    bool m_isPathTyped = false;
    QComboBox* m_kind = nullptr;
    QComboBox* m_format = nullptr;
    QComboBox* m_scale = nullptr;
    QComboBox* m_part = nullptr;
    QLineEdit* m_path = nullptr;
    FieldNote* m_note = nullptr;
    QPushButton* m_export = nullptr;
};

} // namespace tickscope
