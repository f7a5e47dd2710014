"""The first start: a new book in five short steps, one that is there already, or the sample office."""
