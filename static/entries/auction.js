// Keeps the page of an auction true: by events while the hall has a place for them, else by asking.
const EVERY = 2000
const place = document.querySelector('[data-auction]')
const said = document.querySelector('[data-auction-said]')
const seen = () => place.querySelector('[data-version]').dataset.version
let skew = 0

function put (html) {
  const held = place.querySelector('[data-version]').dataset.version
  place.innerHTML = html
  keepTime()
  const text = place.querySelector('[data-auction-text]') ?? place.querySelector('.govuk-body-l')
  if (held !== seen() && text) said.textContent = text.textContent
  if (phaseOf(held) !== phaseOf(seen())) location.reload() // the form comes, or goes
}

const phaseOf = version => version.split('-')[0]

async function ask () {
  try {
    const answer = await fetch(`${place.dataset.auction}?since=${encodeURIComponent(seen())}`, { cache: 'no-store' })
    if (answer.status === 200) put(await answer.text())
  } catch { /* the next one may come through */ }
}

// The hall's clock counts, not this machine's.
function keepTime () {
  skew = Date.parse(place.querySelector('[data-version]').dataset.now) - Date.now()
}

function count () {
  const left = place.querySelector('[data-auction-left]')
  const ends = Date.parse(place.querySelector('[data-version]').dataset.ends)
  if (!left || !ends) return
  const seconds = Math.max(0, Math.ceil((ends - Date.now() - skew) / 1000))
  left.hidden = false
  left.textContent = `${place.dataset.left} ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

function start () {
  keepTime()
  let asking = 0
  const poll = () => { asking ||= setInterval(ask, EVERY) }
  const events = new EventSource(`${place.dataset.stream}?since=${encodeURIComponent(seen())}`)
  events.onmessage = event => put(event.data)
  events.onerror = () => { if (events.readyState === EventSource.CLOSED) poll() }
  setInterval(count, 1000)
  count()
  ask()
}

if (place && !seen().startsWith('ended')) start()
