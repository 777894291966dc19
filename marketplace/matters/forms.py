"""The shape of what departments write into the catalogue."""

from wtforms.validators import DataRequired, Optional

from marketplace.core.texts import say
from marketplace.web.fields import ChoicesField, DayField, LongTextField
from marketplace.web.forms import Form


class ConfirmForm(Form):
    article = LongTextField(
        say("Law and article"),
        [DataRequired(say("Write the law and the article."))],
        hint=say("The article by which this matter needs this service. It is published."),
        limit=2000,
    )
    since = DayField(
        say("In force since"),
        [Optional()],
        hint=say("Leave it empty when you are not sure: the register then says so."),
    )


class QuestionForm(Form):
    """One question of the guidance; the rules of the guidance say what may be chosen."""

    answer = ChoicesField(
        say("Answer"), [DataRequired(say("Choose an answer."))], validate_choice=False
    )

    @property
    def chosen(self) -> tuple[str, ...]:
        return tuple(self.answer.data or ())


class RestartForm(Form):
    """Nothing to fill in."""
