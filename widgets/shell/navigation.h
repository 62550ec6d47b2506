// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace opsdeck {

/// A place of the program that can be copied and opened again: opsdeck://WORKSPACE/PAGE/PLACE. The place may hold
/// slashes; every part is percent-encoded in the text.
struct Address
{
    QString workspace;
    QString page;
    QString place;

    QString text() const;
    /// Nothing where the text is no address; it may come from outside.
    static std::optional<Address> parse(const QString &text);

    bool operator==(const Address &) const = default;
};

/// The places visited, as in a browser: a new visit forgets what was ahead.
class History
{
public:
    static constexpr int MaxPlaces = 200;

    void visit(const Address &address);
    bool canGoBack() const { return m_current > 0; }
    bool canGoForward() const { return m_current + 1 < m_places.size(); }
    std::optional<Address> goBack();
    std::optional<Address> goForward();

private:
    QList<Address> m_places;
    qsizetype m_current = -1;
};

} // namespace opsdeck
