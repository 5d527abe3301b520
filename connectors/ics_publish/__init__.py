"""Events → a feed that others subscribe to.

`publish` makes the bytes of a feed, `write_feed` puts them into a file, `publish_to_file` does
both and goes on from what the file held before.
"""

from __future__ import annotations

from connectors.ics_publish.feed import PRODUCT_ID, publish
from connectors.ics_publish.feed_file import write_feed
from connectors.ics_publish.publish_to_file import publish_to_file

__all__ = ["PRODUCT_ID", "publish", "publish_to_file", "write_feed"]
