"""Who is next: order, athletes who rest, and the half of the workers that trouble may take."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Thread

from sync_service.daemon.queue import REST, Queue
from sync_service.store.schedule import Due

NOW = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)


def due(*names: str, failures: int = 0) -> list[Due]:
    return [Due(name, NOW, failures) for name in names]


def taken(queue: Queue, count: int) -> list[str | None]:
    return [queue.take() for _ in range(count)]


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
