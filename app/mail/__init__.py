"""Letters: what the outbox holds is put into words in the language of its recipient, and sent.

A letter says that something has happened or waits, and where to sign in. It says neither who did it nor what anybody
wrote, so that a mailbox, which nobody here protects, never tells more than the graph does.
"""
