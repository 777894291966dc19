"""The signed copy of a paper: its pages as they were signed, then one that says who signed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from io import BytesIO

from marketplace.contracts.rules.printing import HEAD, RENDERING, TEXT, TITLE, Sheet
from marketplace.contracts.rules.signatures import told_second

SIDES = {
    "owner": ("甲方（项目业主）", "Owner"),
    "intermediary": ("乙方（中介机构）", "Intermediary"),
}
NOT_SIGNED = (
    "上述摘要属于原件。本页由服务大厅在下载时附加，不属于签署内容；",
    "附加本页后的文件，其摘要与原件不同。",
    "The digest is that of the original file. This page was added for the download and is no part",
    "of what was signed; a file with this page has another digest.",
)
COMPARE = (
    "命令末尾为服务大厅的签名公钥，请与自行留存的公钥（/contracts/contract-key.txt）核对。",
    "The last word of the command is the hall's public key: compare it with the one you kept.",
)
LIMIT = (
    "密钥由大厅保管，大厅凭本人密码（已开启双重验证的还须验证码）代为签名，",
    "不等同于个人电子签名认证证书。",
    "The hall holds the key and signs for whoever proves himself by password, and by a code where",
    "he has a second factor. It is not a personal electronic signature certificate.",
)


@dataclass(frozen=True)
class Signing:
    """One signature as the page tells it; `leaf` is None until the public log has it."""

    side: str
    organisation: str
    person: str
    signed_at: datetime
    signature: str
    leaf: int | None


@dataclass(frozen=True)
class Copied:
    """What the page is about; `file` is the name of the file whose bytes were signed."""

    number: str
    file: str
    digest: str
    key: str
    signings: Sequence[Signing]


def signed_copy(paper: bytes, copied: Copied, zone: tzinfo) -> bytes:
    """The paper stays as it is: this is another file, made from it. The same gives the same."""
    import pikepdf  # noqa: PLC0415 (8 MiB, for the few who ask for a copy)

    page = _page(copied, zone)
    with pikepdf.open(BytesIO(paper)) as whole, pikepdf.open(BytesIO(page)) as last:
        whole.pages.extend(last.pages)
        made = BytesIO()
        whole.save(made, deterministic_id=True)
        return made.getvalue()


def _page(copied: Copied, zone: tzinfo) -> bytes:
    sheet = Sheet(f"{copied.number} · 签署页 Signature page")
    sheet.write("签署页  Signature page", HEAD)
    for title, *lines in _parts(copied, zone):
        sheet.skip(TITLE)
        sheet.write(title, TITLE)
        for line in lines:
            sheet.write(line, RENDERING if line.isascii() else TEXT)
    return sheet.done()


def _parts(copied: Copied, zone: tzinfo) -> Iterator[list[str]]:
    yield [
        "1. 所签署的文件  What was signed",
        f"文件：{copied.file}（合同页面可下载的原件）",
        f"SHA-256: {copied.digest}",
        *NOT_SIGNED,
    ]
    for no, one in enumerate(copied.signings, 2):
        yield _signing(no, one, zone)
    yield _checking(copied, len(copied.signings) + 2)


def _signing(no: int, one: Signing, zone: tzinfo) -> list[str]:
    zh, en = SIDES[one.side]
    here = one.signed_at.astimezone(zone)
    leaf = "–" if one.leaf is None else str(one.leaf)
    return [
        f"{no}. {zh}  {en}",
        f"单位：{one.organisation}",
        f"签署人：{one.person}",
        f"签署时间：{here:%Y-%m-%d %H:%M:%S}（UTC{here:%z}）",
        f"UTC: {told_second(one.signed_at)}",
        f"公开日志第 {leaf} 号记录（/transparency/leaves/{leaf}）",
        f"Signature (Ed25519): {one.signature}",
    ]


def _checking(copied: Copied, no: int) -> list[str]:
    signatures = copied.file.removesuffix(".pdf") + ".json"
    return [
        f"{no}. 如何核验  How to verify",
        f"在合同页面下载原件 {copied.file} 和签名文件 {signatures}，",
        "在“核验签署”页面下载脚本，运行：",
        f"python3 verify_contract.py {copied.file} {signatures} {copied.key}",
        *COMPARE,
        *LIMIT,
    ]
