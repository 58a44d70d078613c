"""The only part that knows the web: requests in, pages and JSON out."""
