"""Shapes of input about accounts."""

from wtforms.validators import InputRequired

from marketplace.core.texts import say
from marketplace.web.fields import EmailField, SecretField
from marketplace.web.forms import Form


class SignInForm(Form):
    email = EmailField(say("E-mail address"), [InputRequired()])
    password = SecretField(say("Password"), [InputRequired()])
