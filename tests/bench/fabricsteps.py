# SPDX-License-Identifier: GPL-3.0-or-later
"""G2's baseline: the same commands with Fabric, 32 hosts at a time. A line for each command as it ends."""
import concurrent.futures
import getpass
import sys

import fabric
import paramiko

THREADS = 32
identity, known_hosts, port, steps = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
known = paramiko.HostKeys(known_hosts)  # read once: a connection's own copy would be read by each of them


def walk(address):
    options = {"key_filename": identity, "look_for_keys": False, "allow_agent": False}
    host = fabric.Connection(address, user=getpass.getuser(), port=port, connect_kwargs=options)
    name = f"[{address}]:{port}"
    for kind, key in known.lookup(name).items():
        host.client.get_host_keys().add(name, kind, key)
    host.client.set_missing_host_key_policy(paramiko.RejectPolicy())
    with host:
        for step in range(steps):
            result = host.run("true", hide=True, in_stream=False)
            word = "ok" if result.ok else "failed"
            sys.stdout.write(f"{address} {step} {result.exited} {word}\n")  # at once: threads share it


with concurrent.futures.ThreadPoolExecutor(THREADS) as pool:
    for done in [pool.submit(walk, address) for address in sys.argv[5:]]:
        done.result()  # a failure is told, and ends it with a status
