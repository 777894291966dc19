"""What the pages of the audit share."""

from flask import Blueprint

bp = Blueprint("audit", __name__)
