"""Prints what Apprise would send for each URL that it is given, a JSON object a line, and sends nothing: requests' transport is replaced."""
import json
import logging
import sys

import requests
import requests.adapters

ANSWER = {
    "ok": True, "id": "x", "room_id": "!r:h", "access_token": "t", "user_id": "@u:h", "home_server": "h", "channel": "C1",
    "requestId": "rq", "status": "success", "data": {"authToken": "T", "userId": "U"},
}

sent = []


def record(self, request, **_):
    body = request.body
    if isinstance(body, bytes):
        body = body.decode("utf-8", "replace")
    sent.append({"Method": request.method, "Address": request.url, "Headers": dict(request.headers), "Body": body or ""})
    response = requests.Response()
    response.status_code = 200
    response._content = json.dumps(ANSWER).encode()
    response.request = request
    response.url = request.url
    response.headers["Content-Type"] = "application/json"
    return response


requests.adapters.HTTPAdapter.send = record
logging.disable(logging.CRITICAL)

import apprise  # noqa: E402  (after the transport is replaced)

for url in sys.stdin.read().splitlines():
    sent.clear()
    service = apprise.Apprise(asset=apprise.AppriseAsset(async_mode=False))
    known = service.add(url)
    for one in service:
        one.request_rate_per_sec = 0
    if known:
        service.notify(title="Disk full", body="/var is at 97% full", notify_type="failure", body_format="text")
    print(json.dumps({"Url": url, "Known": bool(known), "Requests": list(sent)}))
