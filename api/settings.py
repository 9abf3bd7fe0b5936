"""Settings from the environment, each named ZONEGRAPH_<FIELD>.

A msgspec structure and not pydantic-settings, whose import alone takes 0.15 s of every `zonegraph ask`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

import msgspec

from kg.errors import SettingsError
from kg.iris import DEFAULT_BASE, Iris

PREFIX = "ZONEGRAPH_"


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`store`: the store's folder. `base`: IRI base of a store that is made anew. `encoder`: `builtin`, `lsa`, or
    another model as `search.model_setting` tells ("" = what the store was built with), with `encoder_key` for an
    endpoint. `reranker`: a cross-encoder, told in the same way ("" = none). `search_parts`: the parts of the search
    that are on ("" = all). `llm`: address and model of a language model that may reword answers ("" = none), with
    `llm_key` and `llm_seconds`, which is how long it may take. `jobs`: processes that read (0 = as many as there are
    cores). `write_token`: lets its holder upload through the server ("" = no uploads). `services`: hosts and endpoints
    that SPARQL queries may call by SERVICE ("" = none).
    """

    store: str = ".zonegraph"
    base: str = DEFAULT_BASE
    encoder: str = ""
    encoder_key: str = ""
    reranker: str = ""
    reranker_key: str = ""
    search_parts: str = ""
    llm: str = ""
    llm_key: str = ""
    llm_seconds: float = 15.0
    jobs: int = 0
    write_token: str = ""
    services: str = ""


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of the environment. `SettingsError` names a variable whose value cannot be used."""
    told = os.environ if environment is None else environment
    variables = {name: PREFIX + name.upper() for name in Settings.__struct_fields__}
    values = {name: told[variable] for name, variable in variables.items() if told.get(variable)}
    try:
        settings = msgspec.convert(values, Settings, strict=False)
    except msgspec.ValidationError as error:
        name = next((name for name in values if f"$.{name}" in str(error)), "")
        raise SettingsError(
            f"环境变量 {PREFIX}{name.upper()}={values.get(name)!r} 不可用（{error}）/ the environment variable "
            f"{PREFIX}{name.upper()} has a value that cannot be used: correct or unset it"
        ) from error
    if settings.jobs < 0:
        raise SettingsError(f"{PREFIX}JOBS 应为 0 或正整数 / {PREFIX}JOBS should be 0 or a positive number")
    if not 0 < settings.llm_seconds <= 600:
        raise SettingsError(f"{PREFIX}LLM_SECONDS 应在 0 和 600 之间 / {PREFIX}LLM_SECONDS should be between 0 and 600")
    Iris(settings.base)
    return settings
