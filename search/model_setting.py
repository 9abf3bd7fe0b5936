"""What a setting says of a model: its name, folder or address, and how it is to be used.

    BAAI/bge-small-zh-v1.5?query=为这个句子生成表示以用于检索相关文章：
    /models/qwen3-embedding?query=Instruct: 找出回答问题的段落%0AQuery:&dimension=512
    http://127.0.0.1:11434/v1?model=bge-m3&normalize=no

After `?` come options as in a URL: `&` between them, `%0A` for a line break, `%26` for `&`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote

import msgspec

from kg.errors import SettingsError

_YES_OR_NO = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


class ModelSetting(msgspec.Struct, frozen=True, kw_only=True):
    """A model and its use. `source` is a name, a folder or an http(s) address, `text` the setting as it was given.

    `query` and `passage` are put before texts of either side (None: the prompts that the model brings along).
    `dimension` keeps the first so many dimensions, or asks an endpoint for so many (0: all). `normalize`: vectors are
    brought to length 1. `model` names the model at an endpoint. `weight` and `top` are a re-ranker's: its share in
    the fused score and how many passages it reads.
    """

    text: str
    source: str
    query: str | None = None
    passage: str | None = None
    dimension: int = 0
    normalize: bool = True
    model: str = ""
    weight: float = 1.0
    top: int = 20

    @property
    def is_address(self) -> bool:
        """Whether the model answers at an address, not on this machine's disk."""
        return self.source.startswith(("http://", "https://"))

    @property
    def folder(self) -> Path | None:
        """The folder that holds the model; None for a name or an address."""
        path = Path(self.source).expanduser()
        return path if not self.is_address and path.is_dir() else None


def model_setting(text: str, allowed: Sequence[str]) -> ModelSetting:
    """Read a setting; `allowed` are the options that it may have. `SettingsError` names what cannot be used."""
    source, _, rest = text.strip().partition("?")
    options: dict[str, object] = {}
    for part in filter(None, rest.split("&")):
        name, equals, value = part.partition("=")
        if name not in allowed or not equals:
            raise SettingsError(
                f"模型设置 {text!r} 中的 {part!r} 不认识 / unknown option {part!r} of the model; "
                f"可用 it may have: {', '.join(f'{one}=…' for one in allowed)}"
            )
        options[name] = _value(text, name, unquote(value))
    if not source:
        raise SettingsError(f"模型设置 {text!r} 没有名称或地址 / the model setting {text!r} names no model")
    return msgspec.convert({**options, "text": text.strip(), "source": source}, ModelSetting)


def _value(text: str, name: str, value: str) -> object:
    try:
        if name == "normalize":
            return _YES_OR_NO[value.lower()]
        if name in ("dimension", "top"):
            number = int(value)
            if number < 1:
                raise ValueError(value)
            return number
        if name == "weight":
            return float(value)
    except (ValueError, KeyError) as error:
        raise SettingsError(
            f"模型设置 {text!r} 中 {name}={value!r} 不可用 / {name}={value!r} cannot be used in the model setting"
        ) from error
    return value
