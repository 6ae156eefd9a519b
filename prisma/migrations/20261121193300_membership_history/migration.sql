-- Who joined and left groups, by person: the log tells of a membership in the row of the group (DECISIONS.md, "The history
-- of a membership is found in the log itself"). Only changes of groups are in the index, and it goes with its partition.

-- The members that a log row names, of those who came and those who went.
CREATE FUNCTION "muster_moved_members"("modified" JSONB) RETURNS UUID[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array(
    SELECT "id"::UUID FROM jsonb_array_elements_text(
      jsonb_path_query_array("modified", '$[*].addedIds[*]') || jsonb_path_query_array("modified", '$[*].removedIds[*]')
    ) AS moved("id")
  )
$$;

-- A person's timeline, and why they are not in a group. The pending list is short, as that of "User_keys_idx".
CREATE INDEX "ProvisioningEvent_members_idx" ON "ProvisioningEvent"
  USING GIN ("directoryId", "muster_moved_members"("modified")) WITH (fastupdate = on, gin_pending_list_limit = 64)
  WHERE "resourceType" = 'Group' AND "modified" IS NOT NULL;
