"""What every engine must keep, told table by table; test_sqlite.py and test_postgres.py inherit it whole."""

from tests.store.contract_blobs import BlobContract
from tests.store.contract_drafts import DraftContract
from tests.store.contract_engine import EngineContract
from tests.store.contract_evidence import EvidenceContract
from tests.store.contract_inbox import InboxContract
from tests.store.contract_ledger import LedgerContract
from tests.store.contract_office import OfficeContract
from tests.store.contract_outbox import OutboxContract
from tests.store.contract_pages import PagesContract
from tests.store.contract_people import PeopleContract


class Contract(
    EngineContract,
    InboxContract,
    OutboxContract,
    PeopleContract,
    LedgerContract,
    OfficeContract,
    PagesContract,
    EvidenceContract,
    BlobContract,
    DraftContract,
):
    pass
