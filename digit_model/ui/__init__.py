"""The page. The only place besides app.py that imports gradio."""

from digit_model.ui.without_stubs import import_gradio_without_stubs

import_gradio_without_stubs()
