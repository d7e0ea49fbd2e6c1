"""A Graph API of our own on loopback: invented pages with known figures, and every fault that the real one has."""
