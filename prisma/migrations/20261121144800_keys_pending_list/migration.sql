-- With a short pending list: a write costs PostgreSQL two thirds of what it does without one, and a look-up reads at most
-- this many kB besides.
ALTER INDEX "User_keys_idx" SET (fastupdate = on, gin_pending_list_limit = 64);
ALTER INDEX "Group_keys_idx" SET (fastupdate = on, gin_pending_list_limit = 64);
