"""The nouns of the house: frozen, without files, methods or printing."""
