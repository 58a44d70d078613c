"""create_app: wiring only. Facts, languages and keys in; one Flask application out."""

from flask import Flask
from flask_babel import Babel
from werkzeug.middleware.proxy_fix import ProxyFix

from webapp.pages.api import api
from webapp.pages.cases import cases
from webapp.pages.check import check
from webapp.pages.common import Haki, give_language, language, take_language
from webapp.pages.compress import add_compression
from webapp.pages.desk import desk
from webapp.pages.embed import embedding
from webapp.pages.errors import add_error_pages
from webapp.pages.headers import add_headers
from webapp.pages.metrics import add_metrics
from webapp.pages.ops import ops
from webapp.pages.prorata import shares
from webapp.pages.reference import reference, sitemap
from webapp.pages.request import MOST_FORM_BYTES, MemoryRequest
from webapp.pages.share import share
from webapp.pages.start import start
from webapp.settings import Settings


def create_app(settings: Settings) -> Flask:
    """The application. Raises BadFacts or ValueError where content or translations cannot be used."""
    app = Flask(__name__)
    app.request_class = MemoryRequest
    app.config.update(
        MAX_CONTENT_LENGTH=settings.max_body_bytes,
        # Of files, too, Werkzeug counts the piece it is reading, which is 64 kB.
        MAX_FORM_MEMORY_SIZE=4 * MOST_FORM_BYTES,
        TRUSTED_HOSTS=list(settings.trusted_hosts) or None,
    )
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    app.extensions["haki"] = Haki.from_settings(settings)
    app.jinja_options = {**app.jinja_options, "trim_blocks": True, "lstrip_blocks": True}
    Babel(app, locale_selector=lambda: str(language().locale))
    app.url_value_preprocessor(take_language)
    app.url_defaults(give_language)
    add_error_pages(app)
    add_headers(app)
    add_compression(app)
    add_metrics(app)
    app.register_blueprint(ops)
    app.register_blueprint(api)
    app.register_blueprint(start)
    app.register_blueprint(reference, url_prefix="/<lang>")
    app.add_url_rule("/sitemap.xml", "sitemap", sitemap)
    app.register_blueprint(check, url_prefix="/<lang>")
    app.register_blueprint(cases, url_prefix="/<lang>")
    app.register_blueprint(desk, url_prefix="/<lang>")
    app.register_blueprint(shares, url_prefix="/<lang>")
    app.register_blueprint(share, url_prefix="/<lang>")
    app.register_blueprint(embedding)
    app.register_blueprint(check, url_prefix="/embed/<lang>", name="embed")
    return app
