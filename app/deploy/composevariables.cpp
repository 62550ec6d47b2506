// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deploy/composevariables.h"

namespace opsdeck {

namespace {

constexpr int deepest = 10; // ${A:-${B:-…}}

bool startsName(QChar c)
{
    return c == u'_' || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

bool isInName(QChar c)
{
    return startsName(c) || (c >= u'0' && c <= u'9');
}

qsizetype nameEnd(const QString &text, qsizetype from)
{
    if (from >= text.size() || !startsName(text.at(from)))
        return from;
    while (from < text.size() && isInName(text.at(from)))
        ++from;
    return from;
}

/// Position of the brace that closes the one before `from`; -1 = none does.
qsizetype closingBrace(const QString &text, qsizetype from)
{
    int open = 1;
    for (qsizetype i = from; i < text.size(); ++i) {
        if (text.at(i) == u'{' && text.at(i - 1) == u'$')
            ++open;
        else if (text.at(i) == u'}' && --open == 0)
            return i;
    }
    return -1;
}

class Filling
{
public:
    FilledText fill(const QString &text, int depth)
    {
        FilledText filled;
        if (depth > deepest) {
            filled.isWellFormed = false;
            return filled;
        }
        qsizetype at = 0;
        while (at < text.size()) {
            if (text.at(at) != u'$')
                filled.text += text.at(at++);
            else
                at = variable(text, at + 1, filled, depth);
        }
        return filled;
    }

private:
    /// `at` stands behind the dollar; answers where the text goes on.
    qsizetype variable(const QString &text, qsizetype at, FilledText &filled, int depth)
    {
        if (at < text.size() && text.at(at) == u'$') {
            filled.text += u'$';
            return at + 1;
        }
        if (at < text.size() && text.at(at) == u'{')
            return braced(text, at + 1, filled, depth);
        const qsizetype end = nameEnd(text, at);
        if (end == at)
            filled.isWellFormed = false;
        else
            miss(filled, text.mid(at, end - at));
        return end;
    }

    qsizetype braced(const QString &text, qsizetype at, FilledText &filled, int depth)
    {
        const qsizetype close = closingBrace(text, at);
        const qsizetype end = nameEnd(text, at);
        if (close < 0 || end == at) {
            filled.isWellFormed = false;
            return close < 0 ? text.size() : close + 1;
        }
        const QString name = text.mid(at, end - at);
        QString rest = text.mid(end, close - end);
        if (rest.startsWith(u':') && rest.size() > 1)
            rest.remove(0, 1);
        if (rest.isEmpty() || rest.startsWith(u'?'))
            miss(filled, name);
        else if (rest.startsWith(u'-'))
            merge(filled, fill(rest.mid(1), depth + 1));
        else if (!rest.startsWith(u'+')) // instead of a value that is not there: nothing
            filled.isWellFormed = false;
        return close + 1;
    }

    static void miss(FilledText &filled, const QString &name)
    {
        if (!filled.missing.contains(name))
            filled.missing.append(name);
    }

    static void merge(FilledText &filled, const FilledText &inner)
    {
        filled.text += inner.text;
        filled.isWellFormed &= inner.isWellFormed;
        for (const QString &name : inner.missing)
            miss(filled, name);
    }
};

} // namespace

FilledText fillFromDefaults(const QString &text)
{
    return Filling().fill(text, 0);
}

} // namespace opsdeck
