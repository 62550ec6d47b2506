// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace opsdeck {

/// A shared library that is loaded when the first of its functions is called. libcurl, libssh and OpenSSL bring thirty
/// others with them; linked as usual, they take as long to load as all of Qt, before the window can show what is known.
/// The files beside this one define the functions that we use under their own names and hand each call on; whoever
/// calls them includes the library's header and sees no difference. Any thread.
class LateLibrary
{
public:
    /// By the name that a linked program would ask for: "libcurl.so.4". Ends the program where there is none, as the
    /// loader does.
    explicit LateLibrary(const char *name);

    template <typename Function> Function *function(const char *name) const
    {
        return reinterpret_cast<Function *>(find(name));
    }

private:
    void *find(const char *name) const;

    void *m_handle; ///< never closed
};

} // namespace opsdeck

/// Defines a C function of a late library: OPSDECK_LATE(library(), int, ssh_connect, (ssh_session session), (session))
#define OPSDECK_LATE(library, Result, name, parameters, arguments)                                                     \
    Result name parameters                                                                                             \
    {                                                                                                                  \
        static const auto real = (library).function<decltype(::name)>(#name);                                          \
        return real arguments;                                                                                         \
    }
