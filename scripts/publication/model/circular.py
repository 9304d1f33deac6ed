"""The official letter a printed code belongs to."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from publication.printed import printed_address


@dataclass(frozen=True, slots=True)
class Issuer:
    name: str
    division: str
    address: str
    signed_by: str
    """The office of the signer; a person's name is never published."""
    english: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    title: str
    date: date
    number: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """One document that the circular asks for."""

    id: str
    title: str
    text: str
    guideline: str
    template: str = ""
    form: str = ""
    map: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    date: date
    what: str
    source: str
    """The letter that sets the date."""
    after: str
    """What to do once the date has passed."""


@dataclass(frozen=True, slots=True)
class SendTo:
    email: str
    subject: str
    how: tuple[str, ...]
    short: str = ""
    """Who sends to this address, in one sentence."""


@dataclass(frozen=True, slots=True)
class Contact:
    kind: Literal["line", "email", "phone", "web"]
    value: str
    for_: str


@dataclass(frozen=True, slots=True)
class Stop:
    """A station on the way of the documents."""

    id: str
    title: str
    does: str
    passes: str = ""
    """What goes on to the next station."""


@dataclass(frozen=True, slots=True)
class Cascade:
    text: str
    title: str
    caption: str
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    number: int
    serial: int


@dataclass(frozen=True, slots=True)
class Circular:
    id: str
    number: str
    short_number: str
    date: date
    urgency: str
    subject: str
    to: str
    summary: str
    issuer: Issuer
    background: tuple[str, ...]
    asks: tuple[Ask, ...]
    deadline: Deadline
    send_to: SendTo
    contacts: tuple[Contact, ...]
    cascade: Cascade
    genuine: tuple[str, ...]
    printed: Printed
    code_caption: str
    """Stands under the QR code in the letter."""
    refers_to: tuple[Reference, ...] = ()
    basis: tuple[Reference, ...] = ()
    guidelines: tuple[str, ...] = ()
    """Further guidelines, beside those that the asks name."""

    @property
    def address(self) -> str:
        """Path of the scan page, such as /18/12000-7/."""
        return printed_address(self.printed.number, self.printed.serial)
