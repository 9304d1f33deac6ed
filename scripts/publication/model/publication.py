"""Checked sources in, one frozen Publication out; no raw mapping goes past this line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar, get_type_hints

import cattrs
from cattrs.gen import make_dict_structure_fn, override

from publication.load import Source
from publication.model.circular import Circular
from publication.model.form import Form
from publication.model.guideline import Guideline, Step
from publication.model.map import StrategyMap
from publication.model.read_form import form_from_schema
from publication.model.site import ItemList, Kind, PrintedAddress, Site, Template, Term
from publication.thai import typeset

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Publication:
    """Everything that is published, by id; mappings keep the order in which readers meet it."""

    site: Site
    circulars: Mapping[str, Circular]
    guidelines: Mapping[str, Guideline]
    forms: Mapping[str, Form]
    maps: Mapping[str, StrategyMap]
    lists: Mapping[str, ItemList]
    templates: Mapping[str, Template]
    terms: tuple[Term, ...]
    printed: tuple[PrintedAddress, ...]

    def kind(self, kind_id: str) -> Kind:
        return next(kind for kind in self.site.kinds if kind.id == kind_id)

    def step(self, reference: str) -> tuple[Guideline, Step]:
        """The guideline and step behind ``guideline#step``."""
        guideline_id, step_id = reference.split("#")
        guideline = self.guidelines[guideline_id]
        return guideline, next(step for step in guideline.steps if step.id == step_id)


def publication(sources: Iterable[Source]) -> Publication:
    """The publication that clean sources define; unchecked sources may raise anything."""
    by_kind: dict[str, list[Any]] = {}
    for source in sources:
        by_kind.setdefault(source.kind, []).append(_typeset(source.data))
    glossary: Any = next(iter(by_kind.get("glossary", [])), {"terms": []})
    lists: Any = next(iter(by_kind.get("lists", [])), {})
    templates: Any = next(iter(by_kind.get("templates", [])), {})
    permanent: Any = next(iter(by_kind.get("permanent", [])), {"addresses": []})
    guidelines = _all(by_kind.get("guideline", []), Guideline)
    return Publication(
        site=_structure(by_kind["publication"][0], Site),
        circulars=_by_id(_all(by_kind.get("circular", []), Circular)),
        guidelines=_by_id(sorted(guidelines, key=lambda guideline: guideline.order)),
        forms=_by_id(
            form_from_schema(data, _editions(data, by_kind.get("edition", [])))
            for data in by_kind.get("form", [])
        ),
        maps=_by_id(_all(by_kind.get("map", []), StrategyMap)),
        lists=MappingProxyType({key: _structure(data, ItemList) for key, data in lists.items()}),
        templates=MappingProxyType(
            {key: _structure(data, Template) for key, data in templates.items()}
        ),
        terms=tuple(_all(glossary["terms"], Term)),
        printed=tuple(_all(permanent["addresses"], PrintedAddress)),
    )


def _editions(form: Any, editions: Iterable[Any]) -> list[Any]:
    """Of this form; its id stands in its address and never changes."""
    return [each for each in editions if each["x-form"]["id"] == form["x-form"]["id"]]


def _typeset(data: Any) -> Any:
    """The same data with every text set as Thai is set; keys stay."""
    if isinstance(data, dict):
        return {key: _typeset(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_typeset(value) for value in data]
    return typeset(data) if isinstance(data, str) else data


def _all(items: Iterable[Any], kind: type[T]) -> list[T]:
    return [_structure(item, kind) for item in items]


def _by_id(items: Iterable[T]) -> Mapping[str, T]:
    return MappingProxyType({item.id: item for item in items})  # type: ignore[attr-defined]  # each model has an id


def _structure(data: Any, kind: type[T]) -> T:
    return _CONVERTER.structure(data, kind)


def _converter() -> cattrs.Converter:
    """Kebab-case keys become fields; a keyword such as ``for`` becomes ``for_``."""
    converter = cattrs.Converter(forbid_extra_keys=True)
    converter.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
    converter.register_structure_hook(str | int, lambda value, _: value)

    def by_file_names(kind: type[Any]) -> Any:
        names = {
            name: override(rename=name.rstrip("_").replace("_", "-"))
            for name in get_type_hints(kind)
        }
        return make_dict_structure_fn(kind, converter, **names)  # type: ignore[arg-type]  # names are overrides

    converter.register_structure_hook_factory(
        lambda kind: getattr(kind, "__module__", "").startswith("publication.model"),
        by_file_names,
    )
    return converter


_CONVERTER = _converter()
