-- Charts of what was surveyed before there were hourly counts: the log of the last 30 days, as far as the surveys had read it.
INSERT INTO "HourlyCount" ("directoryId", "organizationId", "hour", "success", "failure", "skipped", "warning", "activeMore", "disabledMore")
SELECT r."directoryId", r."organizationId", r."hour",
  count(*) FILTER (WHERE r."status" = 'success'), count(*) FILTER (WHERE r."status" = 'failure'),
  count(*) FILTER (WHERE r."status" = 'skipped'), count(*) FILTER (WHERE r."status" = 'warning'),
  sum(r."activeMore"), sum(r."disabledMore")
FROM (
  SELECT e."directoryId", e."organizationId", date_trunc('hour', e."at", 'UTC') AS "hour", e."status",
    CASE WHEN p."isDone" THEN CASE e."action" WHEN 'create' THEN (NOT p."isInactive")::int WHEN 'delete' THEN -(NOT p."isInactive")::int
      WHEN 'enable' THEN 1 WHEN 'disable' THEN -1 ELSE 0 END ELSE 0 END AS "activeMore",
    CASE WHEN p."isDone" THEN CASE e."action" WHEN 'create' THEN p."isInactive"::int WHEN 'delete' THEN -p."isInactive"::int
      WHEN 'enable' THEN -1 WHEN 'disable' THEN 1 ELSE 0 END ELSE 0 END AS "disabledMore"
  FROM "DirectoryHealth" h
  JOIN "ProvisioningEvent" e ON e."directoryId" = h."directoryId" AND e."id" < h."watermark"
    AND e."at" > now() - INTERVAL '30 days'
    -- What was counted already is left as it is.
    AND e."at" < coalesce((SELECT min(c."hour") FROM "HourlyCount" c WHERE c."directoryId" = h."directoryId"), 'infinity')
  CROSS JOIN LATERAL (SELECT
    e."resourceType" = 'User' AND e."status" IN ('success', 'warning') AS "isDone",
    coalesce(e."modified" @> CASE e."action" WHEN 'create' THEN '[{"path": "active", "after": false}]'
      ELSE '[{"path": "active", "before": false}]' END::jsonb, false) AS "isInactive") p
  WHERE e."action" <> 'selfTest' AND e."method" NOT IN ('CONSOLE', 'CLI')
) r
GROUP BY 1, 2, 3
ON CONFLICT DO NOTHING;
