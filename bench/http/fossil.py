"""Fossil's ticket list beside ours: a ticket repository with as many rows, served by `fossil server` on loopback, asked
as often.  Its list is a report: twenty open tickets of one subsystem (of a hundred) by date, from an index of its own."""

import http.client
import os
import re
import shutil
import signal
import statistics
import subprocess
import time

ROWS, SUBSYSTEMS, REQUESTS, PAGE = 50000, 100, 200, 20
TICK = os.sysconf("SC_CLK_TCK")

FILL = f"""
BEGIN;
CREATE INDEX repository.ticket_list ON ticket (subsystem, status, tkt_ctime);
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {ROWS - 1})
INSERT INTO ticket (tkt_uuid, tkt_mtime, tkt_ctime, type, status, subsystem, priority, severity, title, comment)
  SELECT lower(hex(randomblob(20))), julianday('2026-01-01') + i % 730, julianday('2026-01-01') + i * 7919 % 730, '限期整改',
         'Open', 'D' || (i % {SUBSYSTEMS}), '督查', '整改落实', '党组理论学习中心组学习不够深入，研讨交流少，联系实际不够紧密（' || i || '）', ''
  FROM n;
INSERT INTO reportfmt (owner, title, cols, sqlcode) VALUES ('bench', 'list', '',
  'SELECT substr(tkt_uuid, 1, 10) AS ''#'', title, type, priority, severity, subsystem, date(tkt_ctime) AS deadline, status'
  || ' FROM ticket WHERE subsystem = ''D7'' AND status = ''Open'' ORDER BY tkt_ctime LIMIT {PAGE}');
COMMIT;
SELECT 'report=' || max(rn) FROM reportfmt;
"""


def available():
    return shutil.which("fossil") is not None


def cpu_seconds(pid):
    """Of the process and of its children that have ended: Fossil forks for each request."""
    with open(f"/proc/{pid}/stat") as f:
        return sum(map(int, f.read().rpartition(")")[2].split()[11:15])) / TICK


def start(folder, port):
    """Gives the server and the address of the list."""
    repository = os.path.join(folder, "tickets.fossil")
    environment = {**os.environ, "HOME": folder, "USER": "bench"}
    subprocess.run(["fossil", "init", "--admin-user", "bench", repository], check=True, env=environment, stdout=subprocess.DEVNULL)
    out = subprocess.run(["fossil", "sql", "-R", repository], input=FILL, capture_output=True, text=True, check=True, env=environment)
    report = re.search(r"report=(\d+)", out.stdout).group(1)
    server = subprocess.Popen(["fossil", "server", repository, "--port", str(port), "--localhost", "--nojail"], env=environment,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return server, f"/rptview?rn={report}"


def ask(port, path, headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body


def round_of(pid, port, path, headers):
    """Milliseconds of CPU and of waiting, a request, each on a connection of its own."""
    before, begin = cpu_seconds(pid), time.monotonic()
    for _ in range(REQUESTS):
        ask(port, path, headers)
    waited = time.monotonic() - begin
    return (cpu_seconds(pid) - before) * 1000 / REQUESTS, waited * 1000 / REQUESTS


def compare(folder, port, ours, rounds, note):
    """`ours` is (pid, port, path, headers) of our list.  Prints both and the ratio; `note` takes the answer check."""
    server, path = start(folder, port)
    try:
        for _ in range(200):
            try:
                status, body = ask(port, path, {})
                break
            except OSError:
                time.sleep(0.02)
        note(status == 200 and body.count("督查".encode()) == PAGE, f"Fossil's ticket list has {PAGE} rows")
        theirs, own = [], []
        for _ in range(max(rounds, 5)):
            theirs.append(round_of(server.pid, port, path, {}))
            own.append(round_of(*ours))
        cpu, waited = (statistics.median(r[k] for r in theirs) for k in (0, 1))
        own_cpu, own_waited = (statistics.median(r[k] for r in own) for k in (0, 1))
        print(f"Fossil's ticket list, {ROWS} tickets, {REQUESTS} requests a round: CPU {cpu:.2f} ms, wait {waited:.2f} ms;"
              f" ours CPU {own_cpu:.2f} ms, wait {own_waited:.2f} ms: {cpu / max(own_cpu, 0.01):.1f} and {waited / own_waited:.1f} times")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()
