"""The steps that the operations of ``plugin_runner`` are made of."""
