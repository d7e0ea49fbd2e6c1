"""What every layer stands on: the tree of errors, the configuration and the words."""
