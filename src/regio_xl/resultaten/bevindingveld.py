"""Findings inside a model: the plain :class:`~regio_xl.bevindingen.Bevinding` with a JSON form."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, create_model
from pydantic_core import core_schema

from regio_xl.bevindingen import Bevinding, Ernst
from regio_xl.bevindingen.adres import Adres


class _Vorm(BaseModel):
    """A finding as users, JSON and the Controle tab show it. ``blad`` and ``cel`` are empty when it
    is about the file."""

    model_config = ConfigDict(frozen=True)

    ernst: Ernst
    blad: str
    cel: str
    code: str
    melding: str


# Its name in the JSON schema is that of what it stands for.
_BEVINDING = create_model("Bevinding", __base__=_Vorm, __doc__=_Vorm.__doc__)


def _naar_vorm(gevonden: Bevinding) -> _Vorm:
    return _BEVINDING.model_validate(gevonden.als_json())


def _uit_vorm(vorm: _Vorm) -> Bevinding:
    adres = Adres.lees(vorm.blad, vorm.cel) if vorm.blad else None
    return Bevinding(vorm.ernst, adres, vorm.code, vorm.melding)


class _AlsVorm:
    """Tells pydantic that a finding is itself in Python and a :class:`_Vorm` in JSON."""

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        vorm = handler.generate_schema(_BEVINDING)
        gelezen = core_schema.no_info_after_validator_function(_uit_vorm, vorm)
        return core_schema.json_or_python_schema(
            json_schema=gelezen,
            python_schema=core_schema.union_schema(
                [core_schema.is_instance_schema(Bevinding), gelezen]
            ),
            serialization=core_schema.plain_serializer_function_ser_schema(
                _naar_vorm, return_schema=vorm
            ),
        )


Bevindingveld = Annotated[Bevinding, _AlsVorm]
