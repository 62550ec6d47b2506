// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "widgets/pages/bills/billvalues.h"
#include "widgets/theme/theme.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace opsdeck {

class ActionButton;
class Card;

/// An answer in place of a version: a heading with a way back, and cards below it that scroll.
class BillAnswer : public QWidget
{
    Q_OBJECT

public:
    BillAnswer(Theme &theme, QWidget *parent);

Q_SIGNALS:
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void setHeading(const QString &text);
    void addToHead(QWidget *control);
    void clear();
    Card *addCard(const QString &title);
    void addLine(Card *card, const QString &text, Token token = Token::Text);
    void say(const QString &text, Token token = Token::TextMuted, const QString &raw = {});
    void finish(); ///< all cards are there
    void retranslateHead();

    Theme &m_theme;

private:
    QLabel *m_heading;
    ActionButton *m_close;
    QVBoxLayout *m_head;
    QLabel *m_message;
    QWidget *m_content = nullptr;
    QScrollArea *m_area;
};

/// Two versions of a product, module by module, with what was merged between them.
class BillCompareView : public BillAnswer
{
    Q_OBJECT

public:
    BillCompareView(Theme &theme, QWidget *parent);

    /// Asks at once for the comparison with the first of `others`.
    void open(const BillKey &key, const QStringList &others);
    void setComparison(const BillKey &key, const QString &before, const Result<BillComparison> &comparison);
    const BillKey &key() const { return m_key; }
    void retranslate();

Q_SIGNALS:
    /// What became of `before` in `key.version`.
    void compareWanted(const opsdeck::BillKey &key, const QString &before);

private:
    void ask();
    void showComparison();
    void showDifference(const ModuleDifference &difference);

    BillKey m_key;
    std::optional<Result<BillComparison>> m_comparison;
    QComboBox *m_others;
};

/// Every product version, host and site that contains an image.
class BillFindView : public BillAnswer
{
    Q_OBJECT

public:
    BillFindView(Theme &theme, QWidget *parent);

    void startFinding(const QString &text);
    void setFound(const QString &text, const Result<FoundImages> &found);
    void retranslate();

Q_SIGNALS:
    void billChosen(const opsdeck::BillKey &key);

private:
    void showFound();
    void showPlaces(const Digest &digest, const DigestPlaces &places);

    QString m_text;
    std::optional<Result<FoundImages>> m_found;
};

} // namespace opsdeck
