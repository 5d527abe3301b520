"""Rules that other packages bring: modules named by the entry points of `counterpoint.rules`."""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points

from sync_service.errors import SettingsError

_GROUP = "counterpoint.rules"


def load_extra_rules() -> None:
    """Import the modules with rules of other packages, each of which registers them.

    Raises:
        SettingsError: a package's rules cannot be loaded; it names the package.
    """
    for entry_point in sorted(entry_points(group=_GROUP), key=lambda each: each.name):
        try:
            entry_point.load()
        except Exception as error:
            raise SettingsError(
                f"The rules of the package {_package(entry_point)} cannot be loaded "
                f"({type(error).__name__}: {error}); update or uninstall it."
            ) from error


def _package(entry_point: EntryPoint) -> str:
    return entry_point.dist.name if entry_point.dist else entry_point.name
