// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/late/latelibrary.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

namespace {

const opsdeck::LateLibrary &crypto()
{
    static const opsdeck::LateLibrary library("libcrypto.so.3");
    return library;
}

const opsdeck::LateLibrary &ssl()
{
    static const opsdeck::LateLibrary library("libssl.so.3");
    return library;
}

} // namespace

extern "C" {

// clang-format off
OPSDECK_LATE(crypto(), void, CRYPTO_free, (void *memory, const char *file, int line), (memory, file, line))
OPSDECK_LATE(crypto(), int, EVP_Q_digest, (OSSL_LIB_CTX *context, const char *name, const char *properties, const void *data, size_t size, unsigned char *digest, size_t *digestSize), (context, name, properties, data, size, digest, digestSize))
OPSDECK_LATE(crypto(), void, X509_free, (X509 *certificate), (certificate))
OPSDECK_LATE(crypto(), X509_PUBKEY *, X509_get_X509_PUBKEY, (const X509 *certificate), (certificate))
OPSDECK_LATE(crypto(), int, i2d_X509, (const X509 *certificate, unsigned char **bytes), (certificate, bytes))
OPSDECK_LATE(crypto(), int, i2d_X509_PUBKEY, (const X509_PUBKEY *key, unsigned char **bytes), (key, bytes))
OPSDECK_LATE(ssl(), X509 *, SSL_get1_peer_certificate, (const SSL *connection), (connection))
// clang-format on
}
