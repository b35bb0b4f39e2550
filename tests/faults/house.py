"""What the suites of whole worlds share: a data folder, a server over it, programs that ask it, and TAP."""

import http.client
import io
import itertools
import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.parse
import zipfile

MINGZE, SCRATCH = os.environ["MINGZE"], os.environ["SCRATCH"]
GONE = (OSError, http.client.HTTPException)      # what a client sees of a server that died


class Tap:
    count = failed = 0

    def ok(self, condition, name, note=""):
        self.count += 1
        self.failed += not condition
        print(f"{'ok' if condition else 'not ok'} {self.count} - {name}", flush=True)
        if note and not condition:
            print("\n".join("# " + line for line in str(note).splitlines()[:40]), flush=True)
        return bool(condition)

    def same(self, got, wanted, name):
        return self.ok(got == wanted, name, f"got    {got!r}\nwanted {wanted!r}")

    def skip(self, name, why):
        self.count += 1
        print(f"ok {self.count} - {name} # SKIP {why}", flush=True)

    def end(self):
        print(f"1..{self.count}")
        sys.exit(self.failed > 0)


def run(*words, data=None, timeout=120, **options):
    """A command to its end: CompletedProcess with text."""
    words = [MINGZE, *words] + (["--data", data] if data else [])
    return subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=timeout, **options)


def must(*words, data=None):
    done = run(*words, data=data)
    if done.returncode:
        raise RuntimeError(f"mingze {' '.join(words)}: {done.stdout}{done.stderr}")
    return done.stdout


def demonstration(name="data"):
    """A fresh folder with the demonstration in it."""
    data = os.path.join(SCRATCH, name)
    must("init", data=data)
    must("demo", data=data)
    return data


def token(login, data):
    return must("user", "token", login, data=data).split()[-1]


def people(data):
    """[login] of every account."""
    return [row["login"] for row in json.loads(must("user", "list", "--json", data=data))]


MASKS = [(re.compile(rb'name="_(token|key)" value="[^"]*"'), rb'name="_\1"'), (re.compile(rb"\d{2}:\d{2}:\d{2}(\.\d+)?"), b"TIME"),
         (re.compile(rb'"at":\d{13}'), b'"at":T'), (re.compile(rb"\d{2}:\d{2}\b"), b"TIME"),
         (re.compile(rb'name="csrf" content="[^"]*"'), b"csrf"), (re.compile(rb"value=.mz_[^>]*"), b""),
         # Each world's server sends the morning's reminders itself, in working hours.
         (re.compile('"entity_label":"提醒","id":"[0-9A-Z]*"'.encode()), b'"entity_label":"reminder","id":""')]


def mask(body):
    """An answer without what differs between two servers that know the same: times, form keys, what each made by itself."""
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            body = b"\n".join(name.encode() + b"\n" + package.read(name) for name in sorted(package.namelist()))
    for pattern, put in MASKS:
        body = pattern.sub(put, body)
    return body


def ask(program, path, html):
    """(status, headers, masked bytes): what may be compared between servers."""
    answer = program.ask("GET", path, headers={"Accept": "text/html" if html else "application/json"})
    headers = {k: v for k, v in answer.headers.items() if k not in ("Date", "Content-Length", "ETag")}
    return answer.status, sorted(headers.items()), mask(answer.body)


class Server:
    """`mingze serve` on a port of its own choice.  With wait=False it may be killed before it listens."""

    def __init__(self, data, wait=True):
        self.data, self.port = data, None
        self.log = os.path.join(SCRATCH, os.path.basename(data) + ".log")
        self.begun = time.monotonic()
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen([MINGZE, "serve", "--data", data, "--listen", "127.0.0.1:0"],
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        if wait:
            self.wait()

    def output(self):
        with open(self.log, encoding="utf-8", errors="replace") as log:
            return log.read()

    def wait(self):
        while time.monotonic() - self.begun < 30:
            found = re.search(r"http://127\.0\.0\.1:(\d+)", self.output())
            if found:
                self.port = int(found.group(1))
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.003)
        raise RuntimeError("the server did not start: " + self.output()[-1000:])

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.kill()
            return -1


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def data(self):
        return self.json["data"]

    def __repr__(self):
        return f"{self.status} {self.body[:600]!r}"


class Program:
    """Asks with a bearer token over one connection; raises GONE when the server is."""

    keys = itertools.count()

    def __init__(self, port, bearer, json_face=True):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.headers = {"Authorization": "Bearer " + bearer} if bearer else {}
        if json_face:
            self.headers["Accept"] = "application/json"

    def ask(self, method, path, body=None, headers=None):
        self.connection.request(method, urllib.parse.quote(path, safe="/?&=%:.,-_~*+"), body, {**self.headers, **(headers or {})})
        answer = self.connection.getresponse()
        return Answer(answer.status, dict(answer.getheaders()), answer.read())

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, body, key=None):
        return self.ask("POST", path, json.dumps(body), {"Content-Type": "application/json",
                        "Idempotency-Key": key or f"key-{os.getpid()}-{next(self.keys)}"})

    def upload(self, path, fields, name, content, key=None):
        boundary = "----mingze-test"
        parts = [f'--{boundary}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode() for k, v in fields.items()]
        if content is not None:
            parts.append(f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
                         "Content-Type: application/octet-stream\r\n\r\n".encode() + content + b"\r\n")
        body = b"".join(parts) + f"--{boundary}--\r\n".encode()
        return self.ask("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={boundary}",
                        "Idempotency-Key": key or f"key-{os.getpid()}-{next(self.keys)}"})

    def rows(self, path):
        """Every row of a list, page by page."""
        rows, after = [], None
        while True:
            data = self.get(path + ("&" if "?" in path else "?") + "limit=200" + (f"&after={after}" if after else "")).data
            rows += data["rows"]
            after = data.get("next")
            if not after:
                return rows

    def one(self, path, **wanted):
        return next(row for row in self.rows(path) if all(row[k] == v for k, v in wanted.items()))

    def close(self):
        self.connection.close()
