// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/late/latelibrary.h"

#include <libssh/callbacks.h>
#include <libssh/libssh.h>

namespace {

const opsdeck::LateLibrary &ssh()
{
    static const opsdeck::LateLibrary library("libssh.so.4");
    return library;
}

} // namespace

extern "C" {

// clang-format off
OPSDECK_LATE(ssh(), ssh_session, ssh_new, (), ())
OPSDECK_LATE(ssh(), void, ssh_free, (ssh_session session), (session))
OPSDECK_LATE(ssh(), int, ssh_options_set, (ssh_session session, ssh_options_e option, const void *value), (session, option, value))
OPSDECK_LATE(ssh(), void, ssh_set_blocking, (ssh_session session, int blocking), (session, blocking))
OPSDECK_LATE(ssh(), void, ssh_set_counters, (ssh_session session, ssh_counter sent, ssh_counter received), (session, sent, received))
OPSDECK_LATE(ssh(), int, ssh_connect, (ssh_session session), (session))
OPSDECK_LATE(ssh(), void, ssh_disconnect, (ssh_session session), (session))
OPSDECK_LATE(ssh(), int, ssh_is_connected, (ssh_session session), (session))
OPSDECK_LATE(ssh(), const char *, ssh_get_error, (void *object), (object))
OPSDECK_LATE(ssh(), int, ssh_get_poll_flags, (ssh_session session), (session))
OPSDECK_LATE(ssh(), int, ssh_send_keepalive, (ssh_session session), (session))
OPSDECK_LATE(ssh(), int, ssh_execute_message_callbacks, (ssh_session session), (session))

OPSDECK_LATE(ssh(), int, ssh_get_server_publickey, (ssh_session session, ssh_key *key), (session, key))
OPSDECK_LATE(ssh(), int, ssh_pki_export_pubkey_base64, (const ssh_key key, char **text), (key, text))
OPSDECK_LATE(ssh(), int, ssh_pki_import_privkey_file, (const char *file, const char *passphrase, ssh_auth_callback ask, void *data, ssh_key *key), (file, passphrase, ask, data, key))
OPSDECK_LATE(ssh(), void, ssh_key_free, (ssh_key key), (key))
OPSDECK_LATE(ssh(), void, ssh_string_free_char, (char *text), (text))

OPSDECK_LATE(ssh(), int, ssh_set_agent_socket, (ssh_session session, socket_t socket), (session, socket))
OPSDECK_LATE(ssh(), int, ssh_userauth_none, (ssh_session session, const char *user), (session, user))
OPSDECK_LATE(ssh(), int, ssh_userauth_list, (ssh_session session, const char *user), (session, user))
OPSDECK_LATE(ssh(), int, ssh_userauth_agent, (ssh_session session, const char *user), (session, user))
OPSDECK_LATE(ssh(), int, ssh_userauth_password, (ssh_session session, const char *user, const char *password), (session, user, password))
OPSDECK_LATE(ssh(), int, ssh_userauth_publickey, (ssh_session session, const char *user, const ssh_key key), (session, user, key))
OPSDECK_LATE(ssh(), int, ssh_userauth_kbdint, (ssh_session session, const char *user, const char *methods), (session, user, methods))
OPSDECK_LATE(ssh(), int, ssh_userauth_kbdint_getnprompts, (ssh_session session), (session))
OPSDECK_LATE(ssh(), const char *, ssh_userauth_kbdint_getprompt, (ssh_session session, unsigned int index, char *echo), (session, index, echo))
OPSDECK_LATE(ssh(), int, ssh_userauth_kbdint_setanswer, (ssh_session session, unsigned int index, const char *answer), (session, index, answer))

OPSDECK_LATE(ssh(), ssh_channel, ssh_channel_new, (ssh_session session), (session))
OPSDECK_LATE(ssh(), void, ssh_channel_free, (ssh_channel channel), (channel))
OPSDECK_LATE(ssh(), int, ssh_channel_is_open, (ssh_channel channel), (channel))
OPSDECK_LATE(ssh(), int, ssh_channel_is_closed, (ssh_channel channel), (channel))
OPSDECK_LATE(ssh(), int, ssh_channel_open_session, (ssh_channel channel), (channel))
OPSDECK_LATE(ssh(), int, ssh_channel_open_forward, (ssh_channel channel, const char *host, int port, const char *sourceHost, int sourcePort), (channel, host, port, sourceHost, sourcePort))
OPSDECK_LATE(ssh(), int, ssh_channel_open_forward_unix, (ssh_channel channel, const char *path, const char *sourceHost, int sourcePort), (channel, path, sourceHost, sourcePort))
OPSDECK_LATE(ssh(), int, ssh_channel_request_exec, (ssh_channel channel, const char *command), (channel, command))
OPSDECK_LATE(ssh(), int, ssh_channel_request_send_signal, (ssh_channel channel, const char *signal), (channel, signal))
OPSDECK_LATE(ssh(), int, ssh_channel_read_nonblocking, (ssh_channel channel, void *data, uint32_t count, int isStderr), (channel, data, count, isStderr))
OPSDECK_LATE(ssh(), int, ssh_channel_write, (ssh_channel channel, const void *data, uint32_t count), (channel, data, count))
OPSDECK_LATE(ssh(), int, ssh_channel_send_eof, (ssh_channel channel), (channel))
OPSDECK_LATE(ssh(), uint32_t, ssh_channel_window_size, (ssh_channel channel), (channel))
OPSDECK_LATE(ssh(), int, ssh_add_channel_callbacks, (ssh_channel channel, ssh_channel_callbacks callbacks), (channel, callbacks))
OPSDECK_LATE(ssh(), int, ssh_remove_channel_callbacks, (ssh_channel channel, ssh_channel_callbacks callbacks), (channel, callbacks))
// clang-format on
}
