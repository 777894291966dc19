"""The address under which contracts live."""

from flask import Blueprint

bp = Blueprint("contracts", __name__, url_prefix="/contracts")
