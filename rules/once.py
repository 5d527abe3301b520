"""An attribute that is worked out when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

Value = TypeVar("Value")


class once(Generic[Value]):  # noqa: N801 used as a decorator, like property
    """`functools.cached_property` without the lock that it takes until Python 3.12.

    The rules run in one thread at a time, and ask for hundreds of such attributes in a check.
    """

    def __init__(self, work_out: Callable[[Any], Value]) -> None:
        """Keep the function; it must return the same whenever it is called."""
        self._work_out = work_out
        self._name = work_out.__name__
        self.__doc__ = work_out.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> once[Value]: ...

    @overload
    def __get__(self, instance: object, owner: type) -> Value: ...

    def __get__(self, instance: object | None, owner: type) -> once[Value] | Value:
        """Work it out and lay it where the next look finds it before this descriptor."""
        if instance is None:
            return self
        value = self._work_out(instance)
        instance.__dict__[self._name] = value
        return value
