// The few live parts: loaded only by pages that ask for it (templates/parts/live.html).
import htmx from 'htmx.org'

window.htmx = htmx
