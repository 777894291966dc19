"""Addresses of every page of a filled hall, with things of the reader where he has some."""

from dataclasses import dataclass

from sqlalchemy import func, or_, select

from marketplace.accounts.models import Membership, Organisation, Person
from marketplace.cases.models import Application, Case, UtilityContact
from marketplace.claims.models import ClaimCheck
from marketplace.complaints.models import Complaint
from marketplace.contracts.models import Contract, Milestone
from marketplace.core.act import Role
from marketplace.core.outbox import Letter
from marketplace.core.places import Area
from marketplace.credit.models import Contest, Entry, Proposal, Score
from marketplace.directory.models import Firm, Penalty, Practitioner, Qualification
from marketplace.files.models import Upload
from marketplace.matters.models import Material, Matter, Requirement, ServiceItem
from marketplace.notices.models import Notice
from marketplace.payments.models import (
    BankTransfer,
    Command,
    Decision,
    Event,
    Payment,
    PayoutAccount,
)
from marketplace.projects.models import Plan, Project, ProjectMatter
from marketplace.ratings.models import Rating
from marketplace.requests.models import Question, Request
from marketplace.risk.models import Lead, Signal
from marketplace.selection.models import Auction, Clarification, DirectAudit, Draw, Objection, Offer
from marketplace.timelines.models import Housekeeping, Publication
from marketplace.windows.models import Attendance, Counter, Outing, Post

ROLES = [role for role in Role if role not in (Role.STRANGER, Role.CLOCKWORK)]
PARTIES = ("owner_id", "firm_id", "organisation_id", "complainant_id", "against_id", "person_id")
MORE_STATES = 6  # rows of other states, for the pages that show a thing
SHOWING = {
    "show", "transfer", "result", "objection", "clarification", "organisation", "history",
}  # fmt: skip
# Of which kind the thing is that an address of this blueprint or endpoint names.
KINDS = {
    "accounts": Organisation, "complaints": Complaint, "contracts": Contract, "desk": Area,
    "directory": Firm, "entry_checks": Firm, "my_firm": Qualification, "notices": Notice,
    "plans": Plan, "projects": Project, "ratings": Contract, "requests": Request, "risk": Signal,
    "selection": Objection, "audit": Request,
    "accounts.remove": Membership, "accounts.set_admin": Membership, "accounts.wear": Membership,
    "accounts.lift_factor": Person, "accounts.shut_out": Person,
    "desk.letter": Letter, "desk.owner": Organisation, "desk.resend": Letter,
    "directory.end_penalty": Penalty, "my_firm.end_practitioner": Practitioner,
    "requests.reply": Question,
    "selection.contest": Request, "selection.name": Request, "selection.offer": Request,
    "selection.open": Request, "selection.result": Request, "selection.notice": Request,
    "selection.audit": DirectAudit,
    "selection.sign_up": Request, "selection.ask_papers": Request, "selection.decline": Request,
    "selection.clarification": Clarification, "selection.clarify": Clarification,
    "selection.approve": Clarification, "selection.reject": Clarification,
    "selection.evaluation": Request, "selection.declare": Request,
    "selection.pick": Request, "selection.complete": Request, "selection.extend": Request,
    "selection.score": Offer,
    "selection.replace": Offer, "selection.show": Offer, "selection.withdraw": Offer,
    "cases": Case, "cases.application": Application, "cases.submit": Application,
    "cases.agree": UtilityContact, "cases.contact": UtilityContact,
    "cases.decline_utility": UtilityContact, "claims": ClaimCheck, "matters": Requirement,
    "ratings.hide": Rating, "ratings.reply": Rating, "ratings.unhide": Rating,
    "credit": Contest, "credit.carry_out": Proposal, "credit.contest": Entry,
    "credit.drop": Proposal, "credit.organisation": Organisation,
    "payments": BankTransfer, "payments.show": Payment, "payments.cancel": Payment,
    "payments.propose": Payment, "payments.rule": Payment, "payments.retry": Command,
    "payments.hear_again": Event, "payments.set_aside": Event,
    "payments.agree": Decision, "payments.refuse": Decision, "payments.second": Decision,
    "payments.stop_account": PayoutAccount, "payments.renew_link": PayoutAccount,
    "payments.pay": Milestone, "payments.record": Milestone, "payments.answer": Contract,
    "risk.lead": Lead, "risk.close": Lead, "risk.reply": Lead, "risk.take": Lead,
    "timelines": Project, "timelines.contact": Housekeeping, "windows": Post,
    "windows.close_counter": Counter, "windows.come_back": Outing, "windows.depart": Attendance,
}  # fmt: skip
OF_AN_AUCTION = {f"selection.{verb}" for verb in ("bid", "begin", "postpone", "finish")}
OF_AN_AUCTION |= {f"selection.auction{part}" for part in ("", "_now", "_stream", "_json")}
WORDS = {
    "topic": "owners", "word": "unknown", "kind": "requests", "filename": "robots.txt",
    "what": "open", "asked": "Q01", "no": 0,
}  # fmt: skip


@dataclass
class Crawl:
    """The addresses for one reader; `session` reads the filled hall."""

    session: object
    app: object
    reader: Membership | None = None

    def addresses(self, method="GET"):
        """Each address with its endpoint; several for a page that shows a thing."""
        rules = [rule for rule in self.app.url_map.iter_rules() if method in rule.methods]
        with self.app.test_request_context():
            for rule in sorted(rules, key=lambda rule: rule.rule):
                for values in self._values(rule):
                    yield rule.endpoint, rule.build(values, append_unknown=False)[1]

    def _values(self, rule):
        fixed = {name: self._word(rule, name) for name in rule.arguments - {"id"}}
        if "id" not in rule.arguments:
            return [fixed]
        return [fixed | {"id": each} for each in self._ids(rule.endpoint)]

    def _word(self, rule, name):
        if rule.endpoint == "timelines.short":
            return self._first(Publication.code, Publication, withdrawn_at=None) or "none"
        if name == "code":
            table = ServiceItem if rule.rule.startswith("/services") else Matter
            return self._first(table.code, table)
        found = {
            "material_id": lambda: self._first(Material.id, Material),
            "number": lambda: self._first(Draw.number, Draw, state="drawn") or "none",
            "seq": lambda: 1,
            "need_id": lambda: self._first(ProjectMatter.id, ProjectMatter),
            "token": lambda: self._token(rule.endpoint),
            "verb": lambda: "disable" if rule.endpoint == "accounts.shut_out" else "accept",
        }
        return found[name]() if name in found else WORDS.get(name, 1)

    def _token(self, endpoint):
        if endpoint == "plans.shared":
            shared = select(Plan.token).where(Plan.token.is_not(None)).limit(1)
            return self.session.scalar(shared) or "none"
        return self._first(Upload.token, Upload, is_public=True) or "none"

    def _first(self, column, table, **like):
        found = select(column).filter_by(**like).order_by(table.id).limit(1)
        return self.session.scalar(found)

    def _ids(self, endpoint):
        if endpoint in OF_AN_AUCTION:
            return [self._first(Auction.request_id, Auction) or 1]
        if endpoint == "credit.organisation":
            return [self._first(Score.organisation_id, Score) or 1]
        if endpoint == "desk.owner":
            return [self._first(Request.owner_id, Request)]
        table = KINDS.get(endpoint) or KINDS[endpoint.split(".")[0]]
        if endpoint.endswith("_paper"):
            table = Qualification
        found = [self._of_reader(table) or self._first(table.id, table) or 1]
        if endpoint.split(".")[-1] in SHOWING and hasattr(table, "state"):
            one_each = select(func.max(table.id)).group_by(table.state).limit(MORE_STATES)
            found += self.session.scalars(one_each).all()
        return dict.fromkeys(found)

    def _of_reader(self, table):
        if self.reader is None:
            return None
        ids = {"person_id": self.reader.person_id}
        mine = [
            getattr(table, name) == ids.get(name, self.reader.organisation_id)
            for name in PARTIES
            if name in table.__table__.c and table is not Qualification
        ]
        found = select(func.max(table.id)).where(or_(*mine)) if mine else None
        return self.session.scalar(found) if mine else None


def readers_of(session):
    """For each role somebody who has something to look at; None is a stranger."""
    found = {}
    for role in ROLES:
        theirs = select(Membership).where(Membership.role == role, Membership.ended_at.is_(None))
        busy = {
            Role.OWNER: theirs.join(Contract, Contract.owner_id == Membership.organisation_id),
            Role.INTERMEDIARY: theirs.join(
                Contract, Contract.firm_id == Membership.organisation_id
            ),
            Role.REGULATOR: theirs.join(
                Complaint, Complaint.regulator_id == Membership.organisation_id
            ),
        }.get(role, theirs)
        found[role] = session.scalars(busy.order_by(Membership.id).limit(1)).first()
    return found | {Role.STRANGER: None}
