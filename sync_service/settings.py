"""The settings of the service: `counterpoint.toml`, then the environment, then secret files.

`COUNTERPOINT_` begins every variable and `__` separates nested keys. `COUNTERPOINT_X_FILE` names
a file that holds the value of X. Unknown keys are errors that name the nearest key.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from sync_service.athlete_settings import AthleteSettings
from sync_service.cycle_settings import BrakeSettings, HorizonSettings
from sync_service.database_settings import DEFAULT_URL, checked_url, key_beside, url_in
from sync_service.errors import SettingsError
from sync_service.google_settings import GoogleSettings
from sync_service.service_settings import (
    IntervalMin,
    JitterPercent,
    LogSettings,
    NotifySettings,
    WebSettings,
    Workers,
)
from sync_service.settings_errors import sentences
from sync_service.settings_layers import TooLarge, laid_by, layered, read_settings_text

DEFAULT_FILE = Path("counterpoint.toml")


def _usable(url: SecretStr) -> SecretStr:
    return SecretStr(checked_url(url.get_secret_value()))


class Settings(BaseSettings):
    """Everything that can be set."""

    model_config = SettingsConfigDict(extra="forbid", frozen=True)

    athletes: tuple[AthleteSettings, ...] = ()
    database_url: Annotated[SecretStr, AfterValidator(_usable)] = SecretStr(DEFAULT_URL)
    key_path: Path | None = None
    brake: BrakeSettings = BrakeSettings()
    horizon: HorizonSettings = HorizonSettings()
    google: GoogleSettings = GoogleSettings()
    interval_min: IntervalMin = 15
    jitter_percent: JitterPercent = 10
    workers: Workers = 4
    web: WebSettings = WebSettings()
    log: LogSettings = LogSettings()
    notify: NotifySettings = NotifySettings()

    def placed(self, folder: Path) -> Settings:
        """The settings with everything that is named relatively in its place in `folder`."""
        url = self.database_url.get_secret_value()
        places = {
            "athletes": tuple(each.with_places_in(folder) for each in self.athletes),
            "database_url": SecretStr(url_in(folder, url)),
            "key_path": key_beside(folder, url, self.key_path),
            "google": self.google.placed(folder),
        }
        return self.model_copy(update=places)

    def empty_in(self, folder: Path) -> Settings:
        """The settings with a database of their own in `folder`."""
        places = {
            "database_url": SecretStr(url_in(folder, DEFAULT_URL)),
            "key_path": key_beside(folder, DEFAULT_URL, None),
        }
        return self.model_copy(update=places)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003 a list's index is beyond it
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """One source: the layers, in which lists of athletes can be reached by their index."""
        layers = layered(init_settings(), os.environ)
        return (InitSettingsSource(settings_cls, init_kwargs=layers),)


def load_settings(path: Path | None = None) -> Settings:
    """The effective settings; without a path, `counterpoint.toml` where there is one.

    Raises:
        SettingsError: the file cannot be read, is no TOML, or says what cannot be.
    """
    file = settings_file(path)
    content = read_toml(file) if file else {}
    label = file.name if file else "the environment"
    try:
        settings = Settings(**content)
    except ValidationError as error:
        raise _refused(error, label) from None
    return settings.placed((file.parent if file else Path()).absolute())


def settings_file(path: Path | None = None) -> Path | None:
    """The file that settings are read from: `path`, else `counterpoint.toml` if there is one."""
    return path or (DEFAULT_FILE if os.path.lexists(DEFAULT_FILE) else None)


def load_athlete(path: Path) -> AthleteSettings:
    """The athlete of a file of their own, or the only one of a settings file.

    Raises:
        SettingsError: as load_settings, and where a settings file holds several athletes.
    """
    content = read_toml(path)
    if "athletes" in content:
        return only_athlete(load_settings(path), path.name)
    return validated_athlete(content, path.name).with_places_in(path.parent.absolute())


def load_service(path: Path | None) -> tuple[Settings, tuple[AthleteSettings, ...]]:
    """The service's settings with its athletes; `path` may be a file of one athlete.

    Then the service has its defaults, beside that file.

    Raises:
        SettingsError: as load_settings.
    """
    if path is None or Settings.model_fields.keys() & (content := read_toml(path)).keys():
        settings = load_settings(path)
        return settings, settings.athletes
    athlete = validated_athlete(content, path.name).with_places_in(path.parent.absolute())
    return load_settings_beside(path), (athlete,)


def load_settings_beside(path: Path) -> Settings:
    """The service's settings from the environment alone, its files beside `path`."""
    try:
        return Settings().placed(path.parent.absolute())
    except ValidationError as error:
        raise _refused(error, "the environment") from None


def _refused(error: ValidationError, label: str) -> SettingsError:
    """What to say of settings; a value that a variable set is not blamed on the file."""
    laid = tuple(reversed(laid_by(os.environ)))  # the last one wins

    def variable(place: tuple[str, ...]) -> str | None:
        found = (each for each in laid if place[: len(each.keys)] == each.keys)
        return next((each.variable for each in found), None)

    return SettingsError(sentences(error, Settings, label, variable))


def only_athlete(settings: Settings, label: str) -> AthleteSettings:
    """The one athlete of the settings; the embedded defaults where there is none."""
    if len(settings.athletes) > 1:
        raise SettingsError(
            f"{label}: there are {len(settings.athletes)} athletes here; put the one to be "
            "checked into a file of its own and name it with --athlete."
        )
    return settings.athletes[0] if settings.athletes else AthleteSettings()


def validated_athlete(content: Mapping[str, Any], label: str) -> AthleteSettings:
    """The athlete of a file's content.

    Raises:
        SettingsError: it says what cannot be; `label` tells where.
    """
    try:
        return AthleteSettings.model_validate(content)
    except ValidationError as error:
        raise SettingsError(sentences(error, AthleteSettings, label)) from None


def read_toml(path: Path) -> dict[str, Any]:
    """The content of a TOML file.

    Raises:
        SettingsError: it cannot be read, or is no TOML.
    """
    label = path.name or str(path)
    try:
        return tomllib.loads(read_settings_text(path))
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        mend = "; let the user that runs this read it" if isinstance(error, PermissionError) else ""
        raise SettingsError(f"{label}: the settings cannot be read ({reason}){mend}.") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{label}: this is no text; save the file as UTF-8.") from None
    except TooLarge:
        raise SettingsError(
            f"{label}: this is too large for settings; name another file."
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{label}: this is no valid TOML: {error}.") from None
    except (ValueError, RecursionError):
        raise SettingsError(f"{label}: a value in it is too large or too deep.") from None
