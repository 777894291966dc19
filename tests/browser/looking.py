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
# Of the lines of a list that are alike one counts.
SKELETON = """words => {
    const own = one => [
        one.tagName,
        ...Array.from(one.attributes, ({name, value}) =>
            words.includes(name) || name.startsWith('data-')
            ? name + !value : name + '=' + value.replace(/\\d+/g, '0')),
        Array.from(one.childNodes).some(node => node.nodeType === 3 && node.data.trim()),
    ].join(' ')
    const lists = ['TBODY', 'UL', 'OL', 'DL']
    const whole = one => {
        const parts = Array.from(one.children, whole)
        const kept = lists.includes(one.tagName) ? Array.from(new Set(parts)) : parts
        return `${own(one)}(${kept.join()})`
    }
    return whole(document.documentElement)
}"""
# How text stands on its grounds: all that its contrast is worked out from.
GROUNDS = """() => {
    const of = new Map([[null, '']])
    const ground = one => {
        if (!of.has(one)) {
            const {backgroundColor, backgroundImage, opacity, position} = getComputedStyle(one)
            const mine = [backgroundColor, backgroundImage, opacity, position].join()
            const under = ground(one.parentElement)
            of.set(one, under.endsWith(mine) ? under : `${under} ${mine}`)
        }
        return of.get(one)
    }
    const seen = ({width, height}) => width > 1 && height > 1
    const texts = Array.from(document.querySelectorAll('body *')).filter(one =>
        seen(one.getBoundingClientRect()) && !one.closest(':disabled, [aria-disabled=true]')
        && Array.from(one.childNodes).some(node => node.nodeType === 3 && node.data.trim()))
    return Array.from(new Set(texts.map(one => {
        const {color, fontSize, fontWeight} = getComputedStyle(one)
        return `${color} ${fontSize} ${fontWeight} on${ground(one)}`
    })))
}"""
RUN = """contrast => axe.run(document, {
    resultTypes: ['violations'], rules: {'color-contrast': {enabled: contrast}},
})"""


class Axe:
    """Asked once for pages that are alike but for words, numbers, addresses and lengths of lists.

    `sound` is a folder: it names each such page in which axe found nothing, in any story, and each
    way in which text stood on its grounds there. Contrast is dearer than all the rest together:
    it is asked for on the pages that have a new one.
    """

    def __init__(self, sound):
        self.sound = sound

    def faults_of(self, page):
        """What axe finds wrong with the page, as "rule: element"."""
        known = self._about(f"{page.viewport_size['width']} {page.evaluate(SKELETON, WORDS)}")
        if known.exists():
            return []
        grounds = [self._about(ground) for ground in page.evaluate(GROUNDS)]
        page.evaluate(AXE(encoding="utf-8"))
        contrast = not all(ground.exists() for ground in grounds)
        found = page.evaluate(RUN, contrast)["violations"]
        if not found:
            for one in (known, *grounds):
                one.touch()
        return [f"{v['id']}: {node['html']}" for v in found for node in v["nodes"]]

    def _about(self, what):
        return self.sound / sha256(what.encode()).hexdigest()


def resize(page, width):
    """Chromium lays a page out anew even at the width it has."""
    if page.viewport_size["width"] != width:
        page.set_viewport_size({"width": width, "height": 900})


def faults_at(page, widths):
    """On none of the widths something stands out to the right; the page stays at the last."""
    faults = []
    for width in widths:
        resize(page, width)
        found = page.evaluate(ASK)
        if found["width"] > width:
            faults.append(f"{found['width']} pixels wide on {width}")
    if not found["title"].strip(" –") or found["heads"] != 1:
        faults.append(f"title {found['title']!r}, {found['heads']} main headings")
    return faults
