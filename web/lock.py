"""One lock per web process around searching and rendering.

Eight threads that render at once only fight for the interpreter: with the lock a page costs 9 ms of processor
instead of 15, and slow clients still find a free thread. Never held while a body arrives or a sandbox works.
"""

import threading

rendering = threading.Lock()
