// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <memory>

class QTranslator;

namespace opsdeck {

/// The language of everything that a person reads, Qt's own dialogs included. Widgets are told by LanguageChange
/// events, so it changes live. GUI thread; as long as the application.
class Language
{
public:
    Language();
    ~Language();

    static QStringList known(); ///< "en", "zh_CN"
    static QString ofSystem();

    QString current() const { return m_current; }
    void use(const QString &language);

private:
    QString m_current;
    std::unique_ptr<QTranslator> m_own;
    std::unique_ptr<QTranslator> m_qt;
};

} // namespace opsdeck
