"""``platform`` registers operations, ``libs`` acts on hosts, ``common`` describes them."""
