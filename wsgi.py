"""The application for any WSGI server: `gunicorn wsgi:app`."""

import gc

from marketplace.app import create_app

app = create_app()
gc.collect()
gc.freeze()  # what was made up to now stays: no worker looks through it, or copies it by looking
