// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace opsdeck {

Language::Language()
    : m_own(std::make_unique<QTranslator>())
    , m_qt(std::make_unique<QTranslator>())
{ }

Language::~Language() = default;

QStringList Language::known()
{
    return {QStringLiteral("en"), QStringLiteral("zh_CN")};
}

QString Language::ofSystem()
{
    return QLocale::system().language() == QLocale::Chinese ? QStringLiteral("zh_CN") : QStringLiteral("en");
}

void Language::use(const QString &language)
{
    if (!known().contains(language) || language == m_current)
        return;
    m_current = language;
    QLocale::setDefault(QLocale(language));
    QCoreApplication::removeTranslator(m_qt.get());
    QCoreApplication::removeTranslator(m_own.get());
    if (m_qt->load(QStringLiteral("qtbase_%1").arg(language), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(m_qt.get());
    // English has a file too: it holds the plural forms.
    if (m_own->load(QStringLiteral(":/opsdeck/i18n/opsdeck_%1.qm").arg(language)))
        QCoreApplication::installTranslator(m_own.get());
}

} // namespace opsdeck
