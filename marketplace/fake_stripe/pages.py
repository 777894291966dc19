"""The peer's own pages: where a payer pays, and where a firm shows who it is."""

from html import escape

from marketplace.fake_stripe.book import Thing
from marketplace.fake_stripe.happenings import DECLINED, DISPUTED, SLOW

METHODS = {
    "card": "Card · 银行卡",
    "alipay": "Alipay · 支付宝",
    "wechat_pay": "WeChat Pay · 微信支付",
}
CARDS = (
    ("4242424242424242", "pays · 付款成功"),
    (DECLINED, "is declined · 被拒付"),
    (SLOW, "pays later · 稍后到账"),
    (DISPUTED, "pays, then its bank disputes · 付款后发起争议"),
)
STYLE = (
    "body{font:1.05rem/1.5 system-ui,sans-serif;max-width:34rem;margin:2rem auto;padding:0 1rem;"
    "color:#0b0c0c;background:#fff}button{font:inherit;padding:.6rem 1.4rem;background:#00703c;"
    "color:#fff;border:0}label{display:block;margin:.4rem 0}.note{border-left:.4rem solid #b1b4b6;"
    "padding-left:1rem}.wrong{color:#aa2a16;font-weight:700}"
)


def checkout(session: Thing, fault: str = "") -> str:
    """What is paid, by which method; the sample cards say what they do."""
    if session["status"] != "open":
        return page("Nothing to pay · 无需付款", "<p>This page is over. 本页已失效。</p>")
    methods = "".join(
        f'<label><input type="radio" name="method" value="{one}"{_first(no)}> '
        f"{METHODS[one]}</label>"
        for no, one in enumerate(session["payment_method_types"])
    )
    cards = "".join(
        f'<label><input type="radio" name="number" value="{number}"{_first(no)}> '
        f"{number} {what}</label>"
        for no, (number, what) in enumerate(CARDS)
    )
    back = session["cancel_url"] or session["success_url"]
    amount = f"{session['amount_total'] / 100:,.2f} {session['currency'].upper()}"
    wrong = f'<p class="wrong" role="alert">{escape(fault)}</p>' if fault else ""
    return page(
        "Sample payment page · 演示付款页",
        f"{NOTE}<p>{escape(session['title'])}</p><p><strong>{amount}</strong></p>{wrong}"
        f'<form method="post"><fieldset><legend>Method · 付款方式</legend>{methods}</fieldset>'
        f"<fieldset><legend>Sample card · 演示卡号</legend>{cards}</fieldset>"
        f"<p><button>Pay · 付款</button></p></form>"
        f'<p><a href="{escape(back)}">Back · 返回</a></p>',
    )


NOTE = (
    '<p class="note">This is a stand-in for the payment service. No money moves. '
    "本页为支付平台的演示替身，不发生真实资金往来。</p>"
)


def onboarding(account: Thing) -> str:
    if account["details_submitted"]:
        back = escape(account["return_url"])
        return page("Done · 已完成", f'<p><a href="{back}">Back · 返回</a></p>')
    return page(
        "Sample account check · 演示账户核验",
        f'{NOTE}<form method="post"><p><button>Confirm the account · 确认账户</button></p></form>',
    )


def _first(no: int) -> str:
    return " checked" if no == 0 else ""


def page(title: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{STYLE}</style>'
        f"</head><body><main><h1>{title}</h1>{body}</main></body></html>"
    )
