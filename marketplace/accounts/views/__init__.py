"""Pages about accounts; importing the parts registers their routes."""

from marketplace.accounts.views import signing
from marketplace.accounts.views.door import Visitor, bp

__all__ = ["Visitor", "bp", "signing"]
