"""The one button of the page that marks everything as read."""

import wtforms
from wtforms.validators import InputRequired

from marketplace.web.forms import Form


class MarkAllForm(Form):
    newest = wtforms.IntegerField(validators=[InputRequired()])
