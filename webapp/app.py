"""create_app: wiring only. Facts, languages and keys in; one Flask application out."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from webapp.answering import Answerer
from webapp.pages.api import api
from webapp.pages.common import Haki
from webapp.pages.ops import ops
from webapp.settings import Settings
from webapp.state import TokenBox


def create_app(settings: Settings) -> Flask:
    """The application. Raises BadFacts or ValueError where content or translations cannot be used."""
    app = Flask(__name__)
    app.config.update(
        MAX_CONTENT_LENGTH=settings.max_body_bytes,
        MAX_FORM_MEMORY_SIZE=settings.max_body_bytes,
        TRUSTED_HOSTS=list(settings.trusted_hosts) or None,
    )
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    app.extensions["haki"] = Haki(
        settings=settings,
        answerer=Answerer.from_settings(settings),
        box=TokenBox(settings.secret_keys, settings.token_idle_minutes * 60),
    )
    app.register_blueprint(ops)
    app.register_blueprint(api)
    return app
