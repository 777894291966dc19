// Verifies a draw in the visitor's own browser, and makes an owner's secret there. SHA-256 is
// written out: crypto.subtle is missing on plain HTTP. The same as static/verify/verify_draw.py.
const PRIMES = []
for (let n = 2; PRIMES.length < 64; n++) if (PRIMES.every(p => n % p)) PRIMES.push(n)
const fraction = root => Math.floor((root - Math.floor(root)) * 2 ** 32)
const K = PRIMES.map(p => fraction(Math.cbrt(p)))
const FIRST = PRIMES.slice(0, 8).map(p => fraction(Math.sqrt(p)))
const turn = (x, n) => (x >>> n) | (x << (32 - n))

export function sha256 (bytes) {
  const size = ((bytes.length + 8) >> 6) * 64 + 64
  const data = new Uint8Array(size)
  data.set(bytes)
  data[bytes.length] = 0x80
  const view = new DataView(data.buffer)
  view.setUint32(size - 8, Math.floor(bytes.length / 2 ** 29))
  view.setUint32(size - 4, (bytes.length * 8) >>> 0)
  const state = [...FIRST]
  for (let at = 0; at < size; at += 64) block(state, view, at)
  const out = new DataView(new ArrayBuffer(32))
  state.forEach((word, i) => out.setUint32(i * 4, word))
  return new Uint8Array(out.buffer)
}

function block (state, view, at) {
  const w = []
  for (let i = 0; i < 64; i++) {
    if (i < 16) { w.push(view.getUint32(at + i * 4)); continue }
    const a = w[i - 15]; const b = w[i - 2]
    const s0 = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)
    const s1 = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10)
    w.push((w[i - 16] + s0 + w[i - 7] + s1) >>> 0)
  }
  let [a, b, c, d, e, f, g, h] = state
  for (let i = 0; i < 64; i++) {
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)
    const one = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + w[i]) >>> 0
    const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)
    const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) >>> 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) >>> 0, c, b, a, (one + two) >>> 0]
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => { state[i] = (state[i] + word) >>> 0 })
}

const utf8 = text => new TextEncoder().encode(text)
const hex = bytes => [...bytes].map(b => b.toString(16).padStart(2, '0')).join('')
const digest = text => hex(sha256(utf8(text)))
const join = (...parts) => Uint8Array.from(parts.flatMap(part => [...part]))

function canonical (value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  return `{${Object.keys(value).sort().map(k => `${JSON.stringify(k)}:${canonical(value[k])}`).join(',')}}`
}

function root (hashes) {
  if (hashes.length < 2) return hashes[0] ?? sha256(new Uint8Array())
  let cut = 1
  while (cut * 2 < hashes.length) cut *= 2
  return sha256(join([1], root(hashes.slice(0, cut)), root(hashes.slice(cut))))
}

function select (seed, count, wanted) {
  const left = Array.from({ length: count }, (_, i) => i + 1)
  const taken = []
  for (let i = 0; i < Math.min(wanted, count); i++) {
    const twice = [i >> 8, i & 255]
    const number = BigInt('0x' + hex(sha256(join(twice, utf8(seed), twice))))
    taken.push(...left.splice(Number(number % BigInt(left.length)), 1))
  }
  return taken
}

// Each check by its name, in order: true or false.
export function verify (draw) {
  const { notice, pool, reveals, draw_id: id, beacon_value: beacon } = draw
  const commits = { ...notice.parties, server: notice.server_commit }
  const names = Object.keys(reveals).sort()
  const kept = name => /^[0-9a-f]{64}$/.test(reveals[name]) &&
    digest(`draw-commit-v1|${id}|${name}|${reveals[name]}`) === commits[name]
  const told = names.map(name => `${name}=${reveals[name]}`).join('|')
  const seed = digest(`draw-seed-v1|${id}|${draw.pool_root}|${told}|${beacon ?? '-'}`)
  const found = select(seed, pool.length, draw.n_select)
  const leaves = pool.map(entry => sha256(join([0], utf8(canonical(entry)))))
  return {
    parties: names.length > 2 && canonical(names) === canonical(Object.keys(commits).sort()),
    secrets: names.every(kept) && (notice.beacon === null) === (beacon === null),
    numbers: pool.every((entry, i) => entry.no === i + 1) && new Set(pool.map(e => e.id)).size === pool.length,
    pool: hex(root(leaves)) === draw.pool_root,
    result: Number.isInteger(draw.n_select) && draw.n_select > 0 && canonical(found) === canonical(draw.result)
  }
}

function show (place, text) {
  let good = true
  let checks = {}
  try {
    checks = verify(JSON.parse(text))
  } catch { good = false }
  for (const line of place.querySelectorAll('[data-check]')) {
    const right = checks[line.dataset.check] === true
    good &&= right
    line.querySelector('[data-mark]').textContent = right ? place.dataset.right : place.dataset.wrong
  }
  place.querySelector('[data-verdict]').textContent = good ? place.dataset.good : place.dataset.bad
  place.querySelector('[data-digest]').textContent = digest(text)
}

async function start (place) {
  place.hidden = false
  place.querySelector('[data-again]').addEventListener('click', async () => {
    show(place, await (await fetch(place.dataset.source)).text())
  })
  place.querySelector('input[type=file]').addEventListener('change', async event => {
    if (event.target.files.length) show(place, await event.target.files[0].text())
  })
}

function offerSecret (form) {
  const fresh = hex(crypto.getRandomValues(new Uint8Array(32)))
  const secret = form.querySelector('[data-secret]')
  form.querySelector('[data-made]').hidden = false
  secret.value = fresh
  document.querySelector('input[name=commitment]').value = digest(`draw-commit-v1|${form.dataset.draw}|owner|${fresh}`)
  form.querySelector('[data-keep]').href = `data:text/plain,${fresh}`
}

const verifier = document.querySelector('[data-verify-draw]')
if (verifier) start(verifier)
const committing = document.querySelector('[data-draw]')
if (committing) offerSecret(committing)
