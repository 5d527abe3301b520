"""Who is next: order, athletes who rest, and the half of the workers that trouble may take."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Thread

from sync_service.daemon.queue import REST, SLOW, SLOW_PLACES, Queue
from sync_service.store.schedule import Due

NOW = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)


class Taker(Thread):
    """A worker who wants one athlete."""

    def __init__(self, queue: Queue) -> None:
        super().__init__(daemon=True)
        self._queue = queue
        self.got: str | None = None
        self.start()

    def run(self) -> None:
        self.got = self._queue.take()

    def waits(self) -> bool:
        self.join(0.2)
        return self.is_alive()

    def gets(self) -> str | None:
        self.join(20)
        assert not self.is_alive()
        return self.got


def due(*names: str, failures: int = 0) -> list[Due]:
    return [Due(name, NOW, failures) for name in names]


def taken(queue: Queue, count: int) -> list[str | None]:
    return [Taker(queue).gets() for _ in range(count)]


def test_athletes_come_in_the_order_of_their_waiting() -> None:
    queue = Queue(4)
    queue.refill(due("Sam", "Alex", "Kim"), NOW)
    assert taken(queue, 2) == ["Sam", "Alex"]
    assert (queue.running, queue.waiting) == (2, 1)


def test_who_runs_is_not_handed_out_again() -> None:
    queue = Queue(4)
    queue.refill(due("Sam"), NOW)
    assert queue.take() == "Sam"
    queue.refill(due("Sam", "Alex"), NOW)
    assert queue.take() == "Alex"
    assert queue.waiting == 0
    queue.done("Sam")
    queue.refill(due("Sam"), NOW)
    assert queue.take() == "Sam"


def test_who_is_held_elsewhere_rests_and_is_looked_at_again() -> None:
    queue = Queue(4)
    queue.refill(due("Sam"), NOW)
    queue.take()
    queue.done("Sam", rest_until=NOW + REST)
    queue.refill(due("Sam"), NOW + REST - timedelta(seconds=1))
    assert queue.waiting == 0
    queue.refill(due("Sam"), NOW + REST)
    assert queue.take() == "Sam"


def test_troubled_athletes_take_at_most_half_of_the_workers() -> None:
    queue = Queue(4)
    queue.refill([*due("a", "b", "c", failures=1), *due("Sam", "Alex")], NOW)
    assert taken(queue, 4) == ["a", "b", "Sam", "Alex"]
    queue.done("Sam")
    assert queue.waiting == 1
    queue.done("a")
    assert queue.take() == "c"


def test_the_only_worker_looks_after_troubled_athletes_too() -> None:
    queue = Queue(1)
    queue.refill(due("a", failures=1), NOW)
    assert queue.take() == "a"


def test_cycles_that_last_delay_nobody() -> None:
    """Of feeds that stall at once each takes a worker's place for a moment alone."""
    queue = Queue(2)
    queue.refill(due("a", "b", "c", "d", "Sam"), NOW)
    assert taken(queue, 2) == ["a", "b"]
    queue.refill(due("c", "d", "Sam"), NOW + SLOW)
    assert taken(queue, 2) == ["c", "d"]
    queue.refill(due("Sam"), NOW + 2 * SLOW)
    assert taken(queue, 1) == ["Sam"]
    assert (queue.running, queue.waiting) == (5, 0)


def test_slow_places_come_to_an_end() -> None:
    queue = Queue(2)
    now, begun = NOW, 0
    while begun < SLOW_PLACES + 2:
        queue.refill(due(f"a{begun}", f"a{begun + 1}"), now)
        taken(queue, 2)
        now, begun = now + SLOW, begun + 2
    queue.refill(due("Sam"), now)
    taker = Taker(queue)
    assert taker.waits()
    queue.done("a0")
    assert taker.gets() == "Sam"


def test_troubled_athletes_take_at_most_half_of_the_slow_places() -> None:
    queue = Queue(2)
    now = NOW
    for number in range(SLOW_PLACES // 2 + 1):
        queue.refill(due(f"a{number}", failures=1), now)
        assert taken(queue, 1) == [f"a{number}"]
        now += SLOW
    queue.refill([*due("late", failures=1), *due("Sam")], now)
    assert taken(queue, 1) == ["Sam"]
    taker = Taker(queue)
    assert taker.waits()
    queue.done("a0")
    queue.done("Sam")
    assert taker.gets() == "late"


def test_a_clock_that_is_set_back_leaves_no_place_taken() -> None:
    queue = Queue(1)
    queue.refill(due("a", "Sam"), NOW)
    assert taken(queue, 1) == ["a"]
    queue.refill(due("Sam"), NOW - timedelta(hours=1))
    assert taken(queue, 1) == ["Sam"]


def test_there_are_as_many_threads_as_places() -> None:
    queue = Queue(2)
    assert (queue.hands(), queue.hands()) == (2, 0)
    queue.refill(due("a", "b", "Sam"), NOW)
    taken(queue, 2)
    queue.refill(due("Sam"), NOW + SLOW)
    assert (queue.hands(), queue.hands()) == (2, 0)
    assert taken(queue, 1) == ["Sam"]
    queue.done("a")
    assert taken(queue, 1) == [None]  # one thread more than places: it may end
    assert queue.hands() == 0


def test_who_waits_for_work_is_woken_by_it_and_by_the_end() -> None:
    queue = Queue(2)
    found: list[str | None] = []

    def work() -> None:
        while True:
            found.append(queue.take())
            if found[-1] is None:
                return
            queue.done(str(found[-1]))

    worker = Thread(target=work)
    worker.start()
    queue.refill(due("Sam"), NOW)
    assert queue.drained(60, of_waiting=True)
    queue.close()
    worker.join(60)
    assert found == ["Sam", None]


def test_the_end_is_waited_for_only_so_long() -> None:
    queue = Queue(2)
    queue.refill(due("Sam"), NOW)
    queue.take()
    assert not queue.drained(0)
    queue.done("Sam")
    assert queue.drained(0)
