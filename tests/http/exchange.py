"""Reads and plays the exchanges of tests/http/*.txt.

    # a comment: what the test shows
    > POST /login HTTP/1.1        the request as it is sent; Host and Content-Length are added
    > Content-Type: …
    >
    > login=…                     its body; lines are joined by line feeds (multipart: CRLF)
    < HTTP/1.1 303                status of the answer
    < Location: /                 a header with this value; "*" any value; "~…" a regular expression
    <! Set-Cookie                 a header that must not be there
    ? text                        the body has it
    ! text                        the body has it not
    = text                        the body is it
    $ token value="(.+?)"         {token} from now on: what the group matches in head or body

{name} is replaced: variables of the suite and of "$"; {a*1000} repeats; {0xff} is a byte.
The connection is kept for the next exchange of the file when the server keeps it."""

import re
import socket


class Failed(Exception):
    pass


class Answer:
    def __init__(self, status, head, body):
        self.status, self.head, self.body = status, head, body

    def headers(self, name):
        return [v.strip() for n, _, v in (line.partition(":") for line in self.head.split("\r\n")[1:])
                if n.lower() == name.lower()]


class Client:
    def __init__(self, port, timeout=20):
        self.port, self.timeout, self.socket = port, timeout, None

    def close(self):
        if self.socket:
            self.socket.close()
        self.socket = None

    def ask(self, data, has_body=True):
        if not self.socket:
            self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=self.timeout)
        try:
            self.socket.sendall(data)
        except OSError:
            pass  # refused while it was sent: the answer is there all the same
        return self.read(has_body)

    def read(self, has_body=True):
        data = b""
        while b"\r\n\r\n" not in data:
            more = self.socket.recv(1 << 16)
            if not more:
                raise Failed(f"the connection was closed after {data[:200]!r}")
            data += more
        head, _, body = data.partition(b"\r\n\r\n")
        answer = Answer(int(head.split()[1]), head.decode("latin-1"), body)
        length = int((answer.headers("Content-Length") or ["0"])[0]) if has_body and answer.status != 304 else 0
        while len(answer.body) < length:
            more = self.socket.recv(1 << 16)
            if not more:
                raise Failed("the body was cut")
            answer.body += more
        if "close" in answer.headers("Connection"):
            self.close()
        return answer


def parse(text):
    """[(request lines, expectations [(kind, text, line number)])]"""
    exchanges = []
    for number, line in enumerate(text.splitlines(), 1):
        kind, rest = line[:1], line[2:] if line[1:2] in ("", " ") else line[1:]
        if kind in ("", "#"):
            continue
        if kind == ">":
            if not exchanges or exchanges[-1][1]:
                exchanges.append(([], []))
            exchanges[-1][0].append(rest)
        elif kind in "<?!=$" and exchanges:
            exchanges[-1][1].append((kind, rest, number))
        else:
            raise Failed(f"line {number} is none of > < ? ! = $ #")
    return exchanges


def expand(text, variables):
    def one(match):
        word = match.group(1)
        if word.startswith("0x"):
            return bytes([int(word, 16)])
        character, star, count = word.rpartition("*")
        if star:
            return character.encode() * int(count)
        if word not in variables:
            raise Failed(f"no variable {{{word}}}")
        return variables[word].encode()
    return re.sub(rb"\{([^{}\" ]+)\}", lambda m: one(re.match(r"(.*)", m.group(1).decode())), text.encode())


def request_bytes(lines, variables, port):
    blank = lines.index("") if "" in lines else len(lines)
    head = [expand(line, variables) for line in lines[:blank]]
    line_end = b"\r\n" if b"multipart/" in b"".join(head) else b"\n"
    body = line_end.join(expand(line, variables) for line in lines[blank + 1:])
    names = [line.split(b":")[0].lower() for line in head[1:]]
    if b"host" not in names:
        head.append(b"Host: 127.0.0.1:%d" % port)
    if body and b"content-length" not in names and b"transfer-encoding" not in names:
        head.append(b"Content-Length: %d" % len(body))
    return b"\r\n".join(head) + b"\r\n\r\n" + body


def check_header(answer, text):
    if text.startswith("HTTP/1.1 "):
        if answer.status != int(text.split()[1]):
            raise Failed(f"status {answer.status}: {answer.body[-600:].decode('utf-8', 'replace')}")
        return
    absent = text.startswith("! ")
    name, _, wanted = (text[2:] if absent else text).partition(":")
    wanted, got = wanted.strip(), answer.headers(name)
    if absent != (not got):
        raise Failed(f"{name}: {got}")
    if wanted.startswith("~"):
        if not any(re.search(wanted[1:], value) for value in got):
            raise Failed(f"{name}: {got}")
    elif not absent and wanted != "*" and wanted not in got:
        raise Failed(f"{name}: {got}")


def check(answer, kind, text, variables):
    body = answer.body.decode("utf-8", "replace")
    if kind == "$":
        name, _, pattern = text.partition(" ")
        match = re.search(pattern, answer.head + "\n" + body)
        if not match:
            raise Failed(f"nothing matches {pattern}")
        variables[name] = match.group(1)
        return
    if kind == "<":
        check_header(answer, expand(text, variables).decode())
        return
    text = expand(text, variables).decode("utf-8", "replace")
    if kind == "?" and text not in body or kind == "!" and text in body or kind == "=" and text != body.strip():
        raise Failed("the body is " + repr(body[:400]))


def play(path, port, variables):
    """Raises Failed with the line that was not met."""
    variables = dict(variables)
    client = Client(port)
    with open(path, encoding="utf-8") as f:
        exchanges = parse(f.read())
    try:
        for lines, expectations in exchanges:
            answer = client.ask(request_bytes(lines, variables, port), not lines[0].startswith("HEAD "))
            for kind, text, number in expectations:
                try:
                    check(answer, kind, text, variables)
                except Failed as failed:
                    raise Failed(f"line {number}: {kind} {text}: {failed}\n# {answer.head.splitlines()[0]}")
    finally:
        client.close()
