"""The four ways of steering, under their fixed keys.

Source: VNG Denktank 2018, *Werkende samenwerking*, deel I, stap 3. The order is that of the source
and ranks nothing (TEG-25).
"""

from typing import Literal, get_args

Perspectief = Literal["rechtmatig", "presterend", "netwerkend", "responsief"]

PERSPECTIEVEN: tuple[Perspectief, ...] = get_args(Perspectief)
