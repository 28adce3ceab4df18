"""Many signed slash commands at a steady rate, each over a new connection, and a place for the answers."""

import asyncio
import hashlib
import hmac
import json
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

SECRET = "bench-signing-secret"
USER, TEAM = "U0BENCH", "T0BENCH"
LATE = 10.0  # seconds after which a command counts as failed


@dataclass(kw_only=True)
class Load:
    """A run: when each command left, how long its acknowledgement took, and when its answer came."""

    port: int
    sink: int
    questions: list[str]
    left: dict[int, float] = field(default_factory=dict)
    acks: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    failed: int = 0
    ended: float = 0.0

    async def run(self, *, rate: float, seconds: float) -> None:
        """Send at a steady pace, however slowly the answers come, then wait for the last of them."""
        started, running = time.perf_counter(), []
        for number in range(int(rate * seconds)):
            await asyncio.sleep(max(0.0, started + number / rate - time.perf_counter()))
            running.append(asyncio.create_task(self.send(number)))
        await asyncio.gather(*running)
        self.ended = time.perf_counter()
        deadline = time.perf_counter() + LATE
        while len(self.answers) < len(self.acks) and time.perf_counter() < deadline:
            await asyncio.sleep(0.05)

    async def send(self, number: int) -> None:
        """Send one command over a connection of its own; its acknowledgement is timed, its answer comes to the sink."""
        request = self._request(number)
        self.left[number] = begun = time.perf_counter()
        try:
            async with asyncio.timeout(LATE):
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
                writer.write(request)
                status = await reader.readline()
                await reader.read()
                writer.close()
        except (OSError, TimeoutError):
            self.failed += 1
            return
        if b" 200 " not in status:
            self.failed += 1
            return
        self.acks.append(1000 * (time.perf_counter() - begun))

    def _request(self, number: int) -> bytes:
        fields = {
            "command": "/sko",
            "text": "who " + self.questions[number % len(self.questions)],
            "user_id": USER,
            "team_id": TEAM,
            "channel_id": "C0BENCH",
            "trigger_id": f"1.{number}",
            "response_url": f"http://127.0.0.1:{self.sink}/answer/{number}",
        }
        body, stamp = urlencode(fields), str(int(time.time()))
        digest = hmac.new(SECRET.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
        return (
            f"POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
            f"X-Slack-Request-Timestamp: {stamp}\r\nX-Slack-Signature: v0={digest}\r\n\r\n{body}"
        ).encode()


class Sink:
    """A Slack that says yes to everything, and notes when answers arrive."""

    def __init__(self, load: Load) -> None:
        self._load = load

    async def serve(self) -> asyncio.Server:
        """Listen on a free port of loopback."""
        return await asyncio.start_server(self._answer, "127.0.0.1", 0)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = next((int(line.split(":")[1]) for line in head.lower().split("\r\n") if "content-length" in line), 0)
        await reader.readexactly(length)
        path = head.split()[1]
        if path.startswith("/answer/"):
            self._load.answers.append(1000 * (time.perf_counter() - self._load.left[int(path.rpartition("/")[2])]))
        body = json.dumps({"ok": True, "team_id": TEAM, "team": "Bench", "user_id": "U0BOT", "bot_id": "B0BOT"})
        writer.write(f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n{body}".encode())
        await writer.drain()
        writer.close()
