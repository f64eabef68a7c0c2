// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/themed.h"

#include <QObject>

class QCompleter;
class QPlainTextEdit;
class QStandardItemModel;

namespace tickscope {

/// Offers what can be written at the cursor of a scenario text: keys, tables, words of a value.
class KeyCompletion : public QObject
{
    Q_OBJECT

public:
    KeyCompletion(QPlainTextEdit& text, const ThemeController& themes);

    /// Looks what the cursor stands at; without a word begun only when it is asked for.
    void offer(bool isAsked);
    bool isOpen() const;
    void close();

private:
    void insert(const QString& word);

    QPlainTextEdit& m_text;
    QStandardItemModel* m_model = nullptr;
    QCompleter* m_completer = nullptr;
};

} // namespace tickscope
