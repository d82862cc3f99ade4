"""How does a web server reach Ehya?"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ehya.web.settings")
application = get_wsgi_application()
