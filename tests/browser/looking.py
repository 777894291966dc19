"""What is wrong with a page, for those who see it and for those who do not."""

from hashlib import sha256

from marketplace.app import ROOT

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text
SIZES = (375, 1280)  # pixels: a phone, a desk
ASK = """() => ({
    title: document.title.trim(),
    heads: document.querySelectorAll('h1').length,
    width: document.documentElement.scrollWidth,
})"""
WORDS = ["href", "src", "nonce", "value", "title", "content", "aria-label", "lang"]
SKELETON = """words => Array.from(document.querySelectorAll('*'), one => [
    one.tagName,
    ...Array.from(one.attributes, ({name, value}) =>
        words.includes(name) || name.startsWith('data-')
        ? name + !value : name + '=' + value.replace(/\\d+/g, '0')),
    Array.from(one.childNodes).some(node => node.nodeType === 3 && node.data.trim()),
].join(' ')).join('\\n')"""
RUN = "() => axe.run(document, {resultTypes: ['violations']})"


class Axe:
    """Asked once for pages that are alike but for their words, numbers and addresses.

    `sound` is a folder: it names each such page in which axe found nothing, in any story.
    """

    def __init__(self, sound):
        self.sound = sound

    def faults_of(self, page):
        """What axe finds wrong with the page, as "rule: element"."""
        skeleton = f"{page.viewport_size['width']} {page.evaluate(SKELETON, WORDS)}"
        known = self.sound / sha256(skeleton.encode()).hexdigest()
        if known.exists():
            return []
        page.evaluate(AXE(encoding="utf-8"))
        found = page.evaluate(RUN)["violations"]
        if not found:
            known.touch()
        return [f"{v['id']}: {node['html']}" for v in found for node in v["nodes"]]


def faults_at(page, widths):
    """On none of the widths something stands out to the right; the page stays at the last."""
    faults = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        found = page.evaluate(ASK)
        if found["width"] > width:
            faults.append(f"{found['width']} pixels wide on {width}")
    if not found["title"].strip(" –") or found["heads"] != 1:
        faults.append(f"title {found['title']!r}, {found['heads']} main headings")
    return faults
