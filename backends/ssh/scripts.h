// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace opsdeck::scripts {

// The only shell programs that we run on hosts, as `sh -c SCRIPT sh ARGUMENT…`: fixed texts, all data in arguments or
// stdin. POSIX sh plus mktemp and sync; busybox has both.

inline constexpr int Missing = 44; ///< exit status: no such file
inline constexpr int Truncated = 45; ///< exit status: less arrived than was sent
inline constexpr int IsFolder = 46; ///< exit status: the target is a folder

/// $1 command line. Every command runs inside this one: its first line on stderr is the number of its process group, so
/// that it can be ended where the server knows no signals (OpenSSH for root).
inline QString announce()
{
    return QStringLiteral(
        R"sh(c=$1; p=$$; if read -r s 2>/dev/null </proc/$$/stat; then set -- ${s##*) }; p=$3; fi; )sh"
        R"sh(echo "opsdeck-pid $p" >&2; exec sh -c "$c")sh");
}

/// $1 process group: TERM, and KILL if that has not helped within two seconds. Succeeds only once nothing of it runs;
/// what has ended and was never fetched by its parent (Z) does not count.
inline QString endGroup()
{
    return QStringLiteral(R"sh(runs() {
  kill -s 0 -- "-$1" 2>/dev/null || return 1
  for stat in /proc/[0-9]*/stat; do
    { read -r line <"$stat"; } 2>/dev/null || continue
    set -- "$1" ${line##*) }
    test "$4" != "$1" || test "$2" = Z || return 0
  done
  test ! -r /proc/self/stat
}
kill -s TERM -- "-$1" 2>/dev/null || exit 0
for try in 1 2 3 4 5 6 7 8 9 10; do runs "$1" || exit 0; sleep 0.2 2>/dev/null || sleep 1; done
kill -s KILL -- "-$1" 2>/dev/null
for try in 1 2 3 4 5; do runs "$1" || exit 0; sleep 0.2 2>/dev/null || sleep 1; done
exit 47)sh");
}

/// $1 path, $2 line that begins the content: login shells greet.
inline QString readFile()
{
    return QStringLiteral(R"sh(test -e "$1" || exit 44; echo "$2"; exec cat -- "$1")sh");
}

/// $1 path, $2 octal mode, $3 size in bytes; content on stdin. A connection that breaks looks like the end of stdin,
/// hence the size.
inline QString writeFile()
{
    return QStringLiteral(R"sh(set -e
if test -d "$1"; then exit 46; fi
mkdir -p -- "$(dirname -- "$1")"
umask 077
tmp=$(mktemp -- "$1.XXXXXX")
trap 'rm -f -- "$tmp"' EXIT
cat >"$tmp"
if test "$(wc -c <"$tmp")" -ne "$3"; then exit 45; fi
chmod -- "$2" "$tmp"
sync -- "$tmp"
mv -f -- "$tmp" "$1")sh");
}

} // namespace opsdeck::scripts
