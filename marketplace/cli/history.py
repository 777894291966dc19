"""Procurement history, streamed in batches; then the signals over what it holds."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, Any, TypeVar

import click
from sqlalchemy.orm import Session

from marketplace.core.act import CLOCKWORK, writing
from marketplace.opendata import operations as opendata
from marketplace.opendata.rules import Lot, Process, Refusal, read, understand
from marketplace.risk import operations as risk
from marketplace.risk import rules as signals

BATCH = 200
T = TypeVar("T")


@dataclass
class Report:
    """What became of a file: processes, reasons by rule, signals."""

    file: str
    counts: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    noted: Counter[str] = field(default_factory=Counter)
    signals: Counter[str] = field(default_factory=Counter)

    def as_dict(self) -> dict[str, Any]:
        kinds = ("processes", "taken", "unchanged", "changed", "bids", "lots")
        return {
            "file": self.file,
            **{kind: self.counts[kind] for kind in kinds},
            "refused": self.refused.total(),
            "refused_because": dict(self.refused.most_common()),
            "left_out_or_mended": dict(self.noted.most_common()),
            "signals": dict(self.signals),
        }


def bring_in(session: Session, file: Path, refusals: IO[str] | None) -> Report:
    """The whole file; what is refused goes to `refusals`, one line of JSON each."""
    report, lots = Report(file.name), list[Lot]()
    for batch in _batches(_processes(file, report, refusals), BATCH):
        with writing(session, CLOCKWORK) as act:
            outcome = opendata.take_in(act, None, batch=batch, file=file.name)
        lots += outcome.lots
        for name in ("taken", "unchanged", "changed", "bids"):
            report.counts[name] += getattr(outcome, name)
        report.counts["processes"] += len(batch)
        _progress(f"{report.counts['processes']} processes, {report.counts['bids']} bids")
    report.counts["lots"] = len(lots)
    _screen(session, lots, report)
    return report


def _processes(file: Path, report: Report, refusals: IO[str] | None) -> Iterator[Process]:
    for line, found in read(file):
        understood = found if isinstance(found, Refusal) else understand(found, line)
        if isinstance(understood, Refusal):
            _note(understood, report.refused, "refused", refusals)
            continue
        for note in understood.notes:
            _note(note, report.noted, "left out or mended", refusals)
        yield understood


def _note(refusal: Refusal, counts: Counter[str], what: str, refusals: IO[str] | None) -> None:
    counts[refusal.rule.value] += 1
    if refusals is not None:
        told = {"what": what, "line": refusal.line, "ocid": refusal.ocid, "path": refusal.path}
        told |= {"rule": refusal.rule.value, "seen": refusal.seen, "text": str(refusal.text)}
        refusals.write(json.dumps(told, ensure_ascii=False) + "\n")


def _screen(session: Session, lots: list[Lot], report: Report) -> None:
    """Signals are computed when all lots are known: each lot's peers are those of its source."""
    screened = [_lot(lot) for lot in lots]
    peers = signals.peers_of(screened)
    for done, batch in enumerate(_batches(iter(screened), BATCH), start=1):
        with writing(session, CLOCKWORK) as act:
            new, changed = risk.screen_history(act, None, lots=batch, peers=peers)
        report.signals.update(new=new, changed=changed)
        _progress(f"signals over {min(done * BATCH, len(lots))} of {len(lots)} lots")


def _lot(lot: Lot) -> signals.Lot:
    offers = (signals.Offer(str(offer), str(bidder), price) for offer, bidder, price in lot.bids)
    return signals.Lot(lot.request_id, lot.lot[:80], lot.publisher, signals.one_each(offers))


def _batches(things: Iterator[T], size: int) -> Iterator[list[T]]:
    while batch := list(islice(things, size)):
        yield batch


def _progress(text: str) -> None:
    click.echo(text, err=True)
