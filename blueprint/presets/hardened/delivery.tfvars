# Hardened pipeline.

scanner = "checkov" # asks for the most
