# SPDX-License-Identifier: GPL-3.0-or-later
"""G5's baseline: follow a GitLab's Link headers with requests and decode every page. Tells milliseconds and rows."""
import json
import sys
import time

import requests

session = requests.Session()
start = time.monotonic()
rows = []
url = sys.argv[1]
while url:
    answer = session.get(url)
    rows += answer.json()
    url = answer.links.get("next", {}).get("url")
print(json.dumps({"ms": (time.monotonic() - start) * 1000, "rows": len(rows)}))
