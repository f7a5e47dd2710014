"""The window: it shows, asks, and calls services through one gate, `Session.do`."""
