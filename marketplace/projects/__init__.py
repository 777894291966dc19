"""The project library: what an owner builds, and which approval matters it needs."""
