"""The wall around what analysts ask: the gate, the process that answers, and what is kept of it."""
