// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"

class QLabel;
class QWidget;

namespace opsdeck {

/// What is laid out of a text from outside: a megabyte would hold the window up for seconds. Ends with … and how many
/// characters are left out; copying gets all of them.
QString shownPart(const QString &text);

/// With invisible places to break at inside of words that would make a label wider than its column. A plainLabel copies
/// its text without them.
QString breakable(const QString &text);

/// A tooltip that shows text from outside as it is: Qt would take it for HTML where it looks like some.
QString plainToolTip(const QString &text);

/// A label for plain text that can be selected and copied, in the tone of a token ("muted", "critical", …).
QLabel *plainLabel(const QString &text, QWidget *parent, const QFont &font, Token token = Token::Text);
/// The same for a word of our own, which nobody copies.
QLabel *captionLabel(const QString &text, QWidget *parent, const QFont &font, Token token = Token::Text);
/// Changes the tone of such a label.
void setTone(QLabel *label, Token token);

/// Sets a property that the style sheet looks at, and has the widget polished again.
void setStyleProperty(QWidget *widget, const char *name, const QVariant &value);

} // namespace opsdeck
