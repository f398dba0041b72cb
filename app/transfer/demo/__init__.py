"""Demo data: believable people, schools and projects, none of them real, in every state that the policy knows.

In: a scale (1 is about 1,000 users) and the present moment. Out: a stream of records in the import format.
The same scale and the same calendar day give the same records; a larger scale continues a smaller one.
"""

from app.transfer.demo.stream import records
from app.transfer.demo.viewers import DEMO_VIEWERS, DemoViewer

__all__ = ["DEMO_VIEWERS", "DemoViewer", "records"]
