"""Offers posted by several at once to a hall that may be killed meanwhile."""

import os
import re
import signal
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from threading import Event, Thread

POSTERS = 4
ACKNOWLEDGED = re.compile(r"/offers/(\d+)")


def acknowledged(port, ask):
    """The id of the offer that the hall says it keeps, or nothing."""
    method, path, headers, body = ask
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        answer.read()
    return [int(found) for found in ACKNOWLEDGED.findall(answer.headers.get("Location", ""))]


def post_until_killed(server, asks, enough, count):
    """Offer after offer, and the ids the hall acknowledged; sets `enough` after `count` of them."""
    told = []

    def post(mine):
        for ask in mine:
            with suppress(OSError, HTTPException):
                told.extend(acknowledged(server.port, ask))
            if len(told) >= count:
                enough.set()

    threads = [Thread(target=post, args=(asks[at::POSTERS],)) for at in range(POSTERS)]
    for thread in threads:
        thread.start()
    return told, threads


def kill(processes):
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)


def kill_in_the_middle(server, asks, count, others=()):
    enough = Event()
    told, threads = post_until_killed(server, asks, enough, count)
    assert enough.wait(60), "the hall acknowledged too few offers"
    kill([*server.tree(), *others])
    for thread in threads:
        thread.join()
    return told
