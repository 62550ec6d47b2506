// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace opsdeck::sim {

/// The proxy of tests/contract, which holds what passes through it against a vendor's published contract. It is used
/// where OPSDECK_CONTRACT_PROXY names it: the address that takes "&vendor=…&port=…". Each call waits for its answer,
/// milliseconds on loopback.
bool hasContractProxy();
/// Opens a port before ours and returns it; ours itself where there is no proxy or no vendor.
quint16 portBefore(const QByteArray &vendor, quint16 port);
/// Nobody listens before that port any more.
void closeBefore(quint16 port);

} // namespace opsdeck::sim
