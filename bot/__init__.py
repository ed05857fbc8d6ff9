"""The running process: settings, assembly, intake of updates, delivery of messages, the command line."""
