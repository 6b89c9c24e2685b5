"""The page: a folder of static files that shows a finished warehouse in a browser, without a server or a network."""

from publish.page.site import write_page

__all__ = ["write_page"]
