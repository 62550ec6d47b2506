// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/strictyaml.h"

#include "app/workspace/words.h"
#include "app/workspace/yamlmap.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStringDecoder>

#include <yaml-cpp/eventhandler.h>

#include <algorithm>
#include <sstream>
#include <utility>

namespace opsdeck {

namespace {

constexpr qsizetype MostFaults = 20;
constexpr int MostNodes = 50'000; // some thousands of modules; each may need a look, a message and a hint

/// Looks at a file before a tree is made of it: what is refused here never costs more than its own length. Throws a
/// YAML::Exception when it has seen enough.
class Guard : public YAML::EventHandler
{
public:
    Guard(QString file, Diagnostics &diagnostics)
        : m_file(std::move(file))
        , m_diagnostics(diagnostics)
    { }

    void OnDocumentStart(const YAML::Mark &mark) override
    {
        if (++m_documents == 2)
            report(mark, WorkspaceText::tr("There is a second document in this file."),
                WorkspaceText::tr("Remove the line \"---\" and what follows it"));
    }
    void OnDocumentEnd() override { }
    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override { enter(mark, anchor, "~"); }
    void OnAlias(const YAML::Mark &mark, YAML::anchor_t) override { enter(mark, 1, {}); }
    void OnScalar(const YAML::Mark &mark, const std::string &, YAML::anchor_t anchor, const std::string &value) override
    {
        enter(mark, anchor, QByteArray::fromStdString(value));
    }
    void OnSequenceStart(
        const YAML::Mark &mark, const std::string &, YAML::anchor_t anchor, YAML::EmitterStyle::value) override
    {
        enter(mark, anchor, {});
        m_frames.append(Frame());
    }
    void OnSequenceEnd() override { m_frames.removeLast(); }
    void OnMapStart(
        const YAML::Mark &mark, const std::string &, YAML::anchor_t anchor, YAML::EmitterStyle::value) override
    {
        enter(mark, anchor, {});
        m_frames.append(Frame{.isMap = true});
    }
    void OnMapEnd() override { m_frames.removeLast(); }

private:
    struct Frame
    {
        bool isMap = false;
        bool isValueNext = false;
        QSet<QByteArray> keys;
    };

    void enter(const YAML::Mark &mark, YAML::anchor_t anchor, const QByteArray &scalar)
    {
        if (++m_nodes > MostNodes) {
            report(mark, WorkspaceText::tr("There is too much in this file."), {});
            throw YAML::Exception(mark, {});
        }
        if (anchor != 0 && !std::exchange(m_hasAnchors, true))
            report(mark, WorkspaceText::tr("Anchors and aliases are not read here."),
                WorkspaceText::tr("Write the text itself"));
        if (m_frames.isEmpty() || !m_frames.last().isMap)
            return;
        Frame &frame = m_frames.last();
        frame.isValueNext = !frame.isValueNext;
        if (!frame.isValueNext)
            return; // this was the value
        if (frame.keys.contains(scalar))
            report(mark, WorkspaceText::tr("\"%1\" stands here twice.").arg(QString::fromUtf8(scalar.left(128))),
                WorkspaceText::tr("Remove one of the two"));
        frame.keys.insert(scalar);
    }

    void report(const YAML::Mark &mark, const QString &message, const QString &hint)
    {
        m_diagnostics.append({m_file, mark.line + 1, mark.column + 1, message, hint});
        if (++m_faults > MostFaults)
            throw YAML::Exception(mark, {});
    }

    QString m_file;
    Diagnostics &m_diagnostics;
    QList<Frame> m_frames;
    int m_documents = 0;
    int m_nodes = 0;
    int m_faults = 0;
    bool m_hasAnchors = false;
};

/// Bytes that a parser may take for the end of the file, and tabs where blanks count.
bool isPlainText(const QByteArray &bytes, const QString &shownAs, Diagnostics &diagnostics)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(bytes);
    if (decoder.hasError()) {
        diagnostics.append({shownAs, 0, 0, WorkspaceText::tr("The file is not UTF-8."), {}});
        return false;
    }
    int line = 0;
    for (const QByteArray &content : bytes.split('\n')) {
        ++line;
        const auto strange = std::find_if(content.cbegin(), content.cend(),
            [](char c) { return (c >= 0 && c < 0x20 && c != '\t' && c != '\r') || c == 0x7f; });
        if (strange != content.cend()) {
            const int column = static_cast<int>(strange - content.cbegin()) + 1;
            diagnostics.append({shownAs, line, column, WorkspaceText::tr("There is a control character here."),
                WorkspaceText::tr("Write it in double quotes, like \"\\x07\"")});
            return false;
        }
        if (content.startsWith('\t')) {
            diagnostics.append({shownAs, line, 1, WorkspaceText::tr("This line begins with a tab."),
                WorkspaceText::tr("Indent with blanks")});
            return false;
        }
    }
    return true;
}

bool isGuarded(const QByteArray &bytes, const QString &shownAs, Diagnostics &diagnostics)
{
    const qsizetype before = diagnostics.size();
    try {
        std::istringstream stream(bytes.toStdString());
        YAML::Parser parser(stream);
        Guard guard(shownAs, diagnostics);
        while (parser.HandleNextDocument(guard)) { }
    } catch (const YAML::Exception &fault) {
        if (diagnostics.size() == before)
            diagnostics.append({shownAs, fault.mark.line + 1, fault.mark.column + 1,
                WorkspaceText::tr("This is not YAML: %1").arg(QString::fromStdString(fault.msg)),
                WorkspaceText::tr("Check indentation and quotes on this line and the one before")});
    }
    return diagnostics.size() == before;
}

} // namespace

std::optional<QByteArray> readStrictFile(const QString &path, const QString &shownAs, Diagnostics &diagnostics)
{
    const QFileInfo info(path);
    if (info.isSymLink() || (info.exists() && !info.isFile())) {
        diagnostics.append({shownAs, 0, 0, WorkspaceText::tr("This is a link or no plain file, and is not followed."),
            WorkspaceText::tr("Put the file itself here")});
        return {};
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        diagnostics.append(
            {shownAs, 0, 0, WorkspaceText::tr("The file cannot be read: %1").arg(file.errorString()), {}});
        return {};
    }
    QByteArray bytes = file.read(LargestStrictFile + 1);
    if (file.error() != QFileDevice::NoError) {
        diagnostics.append(
            {shownAs, 0, 0, WorkspaceText::tr("The file cannot be read: %1").arg(file.errorString()), {}});
        return {};
    }
    if (bytes.size() > LargestStrictFile) {
        diagnostics.append({shownAs, 0, 0, WorkspaceText::tr("The file is larger than 1 MB."), {}});
        return {};
    }
    return bytes;
}

std::optional<YAML::Node> parseStrictYaml(const QByteArray &bytes, const QString &shownAs, Diagnostics &diagnostics)
{
    if (bytes.size() > LargestStrictFile) {
        diagnostics.append({shownAs, 0, 0, WorkspaceText::tr("The file is larger than 1 MB."), {}});
        return {};
    }
    const qsizetype before = diagnostics.size();
    if (!isPlainText(bytes, shownAs, diagnostics) || !isGuarded(bytes, shownAs, diagnostics))
        return {};
    const std::vector<YAML::Node> documents = parseYaml(bytes, shownAs, diagnostics);
    if (diagnostics.size() > before)
        return {};
    if (documents.empty() || !documents.front().IsMap()) {
        diagnostics.append({shownAs, 1, 1, WorkspaceText::tr("Expected a mapping of keys to values here."),
            WorkspaceText::tr("Write \"key: value\" lines")});
        return {};
    }
    return documents.front();
}

void appendFaults(Diagnostics &all, const Diagnostics &found)
{
    all += found.mid(0, MostFaults);
    if (found.size() <= MostFaults)
        return;
    const Diagnostic &next = found.at(MostFaults);
    //: %1 is how many
    const QString more = WorkspaceText::tr("There are further faults from here on: %1").arg(found.size() - MostFaults);
    all.append({next.file, next.line, next.column, more, {}});
}

QString yamlText(const QString &text)
{
    // What begins with a digit is quoted, because 1.10 would be a number for others.
    static const QRegularExpression safe(QStringLiteral("\\A[A-Za-z](?:[A-Za-z0-9._/@:-]*[A-Za-z0-9])?\\z"));
    static const QStringList words{QStringLiteral("true"), QStringLiteral("false"), QStringLiteral("yes"),
        QStringLiteral("no"), QStringLiteral("on"), QStringLiteral("off"), QStringLiteral("null"), QStringLiteral("y"),
        QStringLiteral("n")};
    if (safe.match(text).hasMatch() && !words.contains(text.toLower()))
        return text;
    QString quoted;
    for (const QChar c : text) {
        const char16_t code = c.unicode();
        const bool isInvisible = code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x2028 || code == 0x2029
            || code == 0xfeff || code >= 0xfffe;
        if (code == u'\\' || code == u'"')
            quoted += QStringLiteral("\\") + c;
        else if (code == u'\n')
            quoted += QStringLiteral("\\n");
        else if (isInvisible)
            quoted += QStringLiteral("\\u%1").arg(code, 4, 16, QLatin1Char('0'));
        else
            quoted += c;
    }
    return u'"' + quoted + u'"';
}

} // namespace opsdeck
