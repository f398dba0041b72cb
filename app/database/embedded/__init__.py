"""PostgreSQL of our own, for a machine that has none: started, shared and stopped by the processes that use it.

home.py       the folder in the data directory, and what each file in it is for
locks.py      locks of the kernel: who starts, who uses, what is alive
account.py    as whom the server runs, since PostgreSQL refuses to be root
launch.py     a script: becomes that account, starts the server, stops it after its last user
cluster.py    the files of the database: made once, configured at every start
sockets.py    the private folder of the socket
roles.py      owner and API roles and the database, inside the server
server.py     the order of it all: join, use, leave
"""
