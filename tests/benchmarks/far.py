"""A network far away: a proxy on 127.0.0.1 whose round trip takes as long as one wants."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def far_away(port: int, round_trip: float) -> Iterator[str]:
    """The address of a proxy before what listens on ``port``; every byte takes half of ``round_trip`` (s) each way."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        server = asyncio.run_coroutine_threadsafe(_serve(port, round_trip / 2), loop).result()
        yield "http://127.0.0.1:{1}".format(*server.sockets[0].getsockname())
    finally:
        asyncio.run_coroutine_threadsafe(_stop(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _serve(port: int, delay: float) -> asyncio.Server:
    async def join(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", port)
        for stream in (writer, back):
            stream.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await asyncio.gather(_pass_on(reader, back, delay), _pass_on(there, writer, delay))

    return await asyncio.start_server(join, "127.0.0.1", 0)


async def _stop() -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, delay: float) -> None:
    """Every piece as much later as it came, in order; a pipe, so many pieces are on the way at once."""
    loop = asyncio.get_running_loop()
    on_the_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

    async def deliver() -> None:
        piece = b"first"
        while piece:
            due, piece = await on_the_way.get()
            await asyncio.sleep(max(0.0, due - loop.time()))
            writer.write(piece)
            await writer.drain()
        writer.close()

    async def take() -> None:
        piece = b"first"
        while piece:
            piece = await reader.read(1 << 16)
            on_the_way.put_nowait((loop.time() + delay, piece))

    try:
        await asyncio.gather(take(), deliver())
    except OSError:  # either side hung up
        writer.close()
