"""What the program can do: one module a noun, one function a thing that a clerk does. Each change returns `Changes`."""
