// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/ssh/hashedname.h"

#include <QByteArrayList>
#include <QRandomGenerator>
#include <QtEndian>

namespace opsdeck {

namespace {

constexpr size_t Block = 64;
constexpr qsizetype DigestSize = 20;
constexpr size_t Lanes = 4;

/// Four numbers that are worked on at once.
using Quad = quint32 __attribute__((vector_size(4 * Lanes)));
template <typename Word> using State = std::array<Word, 5>;
template <typename Word> using Schedule = std::array<Word, 80>; ///< a block, stretched to one word a round

constexpr State<quint32> Begin{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};

template <typename Word> Word rotated(Word value, int bits)
{
    return (value << bits) | (value >> (32 - bits));
}

template <typename Word> void stretch(Schedule<Word> &w)
{
    for (size_t i = 16; i < 80; ++i)
        w[i] = rotated(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
}

Schedule<quint32> scheduleOf(const uchar *block)
{
    Schedule<quint32> w;
    for (size_t i = 0; i < 16; ++i)
        w[i] = qFromBigEndian<quint32>(block + 4 * i);
    stretch(w);
    return w;
}

// SHA-1's compression. A state of quads may go with a schedule of numbers: four salts, one name.
template <typename Word, typename Message> void mix(State<Word> &state, const Schedule<Message> &w)
{
    auto [a, b, c, d, e] = state;
    const auto twenty = [&](size_t from, quint32 k, auto f) {
        const auto step = [&](Word &v, Word &x, Word &y, Word &z, Word &t, size_t i) {
            t += rotated(v, 5) + f(x, y, z) + (w[i] + k);
            x = rotated(x, 30);
        };
        for (size_t i = from; i < from + 20; i += 5) {
            step(a, b, c, d, e, i);
            step(e, a, b, c, d, i + 1);
            step(d, e, a, b, c, i + 2);
            step(c, d, e, a, b, i + 3);
            step(b, c, d, e, a, i + 4);
        }
    };
    const auto parity = [](const Word &x, const Word &y, const Word &z) { return x ^ y ^ z; };
    twenty(0, 0x5a827999, [](const Word &x, const Word &y, const Word &z) { return z ^ (x & (y ^ z)); });
    twenty(20, 0x6ed9eba1, parity);
    twenty(40, 0x8f1bbcdc, [](const Word &x, const Word &y, const Word &z) { return (x & y) | (z & (x | y)); });
    twenty(60, 0xca62c1d6, parity);
    state = {state[0] + a, state[1] + b, state[2] + c, state[3] + d, state[4] + e};
}

// What follows the salt's block: the name, the end mark and the length of both.
std::vector<Schedule<quint32>> messageOf(const QByteArray &name)
{
    const auto size = size_t(name.size());
    std::vector<uchar> bytes((size + 9 + Block - 1) / Block * Block);
    std::copy(name.begin(), name.end(), bytes.begin());
    bytes[size] = 0x80;
    qToBigEndian(quint64(Block + size) * 8, bytes.data() + bytes.size() - 8);
    std::vector<Schedule<quint32>> message;
    for (size_t at = 0; at < bytes.size(); at += Block)
        message.push_back(scheduleOf(bytes.data() + at));
    return message;
}

State<quint32> salted(const QByteArray &salt, uchar with)
{
    std::array<uchar, Block> block{};
    std::copy(salt.begin(), salt.end(), block.begin());
    for (uchar &byte : block)
        byte ^= with;
    State<quint32> state = Begin;
    mix(state, scheduleOf(block.data()));
    return state;
}

// The second hash of an HMAC, over the first one's digest.
template <typename Word> State<Word> finished(const State<Word> &digest, State<Word> outer)
{
    Schedule<Word> w{};
    std::copy(digest.begin(), digest.end(), w.begin());
    w[5] = w[5] + 0x80000000U;
    w[15] = w[15] + quint32(Block + DigestSize) * 8;
    stretch(w);
    mix(outer, w);
    return outer;
}

State<Quad> gathered(const std::vector<State<quint32>> &states, size_t from)
{
    State<Quad> quads{};
    for (size_t lane = 0; lane < Lanes && from + lane < states.size(); ++lane)
        for (size_t i = 0; i < 5; ++i)
            quads[i][lane] = states[from + lane][i];
    return quads;
}

} // namespace

bool HashedNames::add(QByteArrayView text)
{
    const QByteArrayList parts = text.toByteArray().split('|');
    const auto strict = QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors;
    const auto salt = QByteArray::fromBase64Encoding(parts.value(2), strict);
    const auto hash = QByteArray::fromBase64Encoding(parts.value(3), strict);
    if (!text.startsWith("|1|") || parts.size() != 4 || !salt || !hash || salt.decoded.size() != DigestSize
        || hash.decoded.size() != DigestSize)
        return false;
    m_inner.push_back(salted(salt.decoded, 0x36));
    m_outer.push_back(salted(salt.decoded, 0x5c));
    Words digest;
    for (size_t i = 0; i < digest.size(); ++i)
        digest[i] = qFromBigEndian<quint32>(hash.decoded.constData() + 4 * i);
    m_digests.push_back(digest);
    return true;
}

std::vector<int> HashedNames::find(const QByteArray &name) const
{
    const auto message = messageOf(name);
    std::vector<int> found;
    for (size_t from = 0; from < m_inner.size(); from += Lanes) {
        auto state = gathered(m_inner, from);
        for (const auto &block : message)
            mix(state, block);
        state = finished(state, gathered(m_outer, from));
        for (size_t lane = 0; lane < Lanes && from + lane < m_digests.size(); ++lane) {
            const Words &wanted = m_digests[from + lane];
            if (state[0][lane] == wanted[0] && state[1][lane] == wanted[1] && state[2][lane] == wanted[2]
                && state[3][lane] == wanted[3] && state[4][lane] == wanted[4])
                found.push_back(int(from + lane));
        }
    }
    return found;
}

QByteArray HashedNames::hide(const QByteArray &name)
{
    std::array<quint32, DigestSize / sizeof(quint32)> random;
    QRandomGenerator::system()->fillRange(random.data(), qsizetype(random.size()));
    const QByteArray salt(reinterpret_cast<const char *>(random.data()), DigestSize);
    State<quint32> state = salted(salt, 0x36);
    for (const auto &block : messageOf(name))
        mix(state, block);
    state = finished(state, salted(salt, 0x5c));
    QByteArray hash(DigestSize, Qt::Uninitialized);
    for (size_t i = 0; i < state.size(); ++i)
        qToBigEndian(state[i], hash.data() + 4 * i);
    return "|1|" + salt.toBase64() + '|' + hash.toBase64();
}

} // namespace opsdeck
