"""A worker that a queue calls, on this machine or another: the hands of the crew, moved by messages."""

import threading
from contextlib import ExitStack
from queue import LifoQueue

from lontar.crew import SWEEP_SECONDS, Crew
from lontar.hand import Hand
from lontar.wiring import House


def serve(house: House, workers: int, over: threading.Event) -> None:
    """Until SIGTERM or Ctrl-C, which set `over`; what is at hand then is finished first.

    Every worker sweeps up too, so that no process is there for that alone: what one leaves the others take up."""
    free: LifoQueue[Hand] = LifoQueue()  # the last one first: those that are not needed end their sandbox
    with ExitStack() as stack:
        for number in range(workers):
            free.put(stack.enter_context(Hand(house, number, over)))
        stack.enter_context(Crew(house, 0, clears=False))

        def look() -> bool:
            hand = free.get()
            try:
                return not over.is_set() and hand.look()  # who had to wait for a hand begins nothing after the end
            finally:
                free.put(hand)

        def look_unasked() -> None:
            """Letters wait in the store, whatever became of the messages: they are read while Redis is away, too."""
            while not over.wait(SWEEP_SECONDS):
                while look():
                    pass

        unasked = threading.Thread(target=look_unasked, name="unasked")
        unasked.start()
        stack.callback(unasked.join)
        stack.callback(over.set)  # whatever ends the serving ends this, too
        house.queue.serve(look, workers, over)
