-- Which updates and deletions of the model's tables logical replication makes the server refuse, in the form of refusals.sql.
-- Parameters: 1 the namespace, 2 the tables of the model, separated by commas.
WITH wanted AS (
    SELECT c.*, format('%I.%I', $1, c.relname) AS path
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = $1 AND c.relname = ANY (string_to_array($2, ',')) AND c.relkind = 'r'
),
identity AS (
    SELECT r.oid, r.relreplident, r.path, i.keys, p.keys AS primary_keys
    FROM wanted r
    LEFT JOIN LATERAL (SELECT (i.indkey::int2[])[0:i.indnkeyatts - 1] AS keys, i.indisprimary, i.indisreplident
        FROM pg_catalog.pg_index i
        WHERE i.indrelid = r.oid AND i.indisvalid AND i.indisunique AND i.indimmediate AND i.indpred IS NULL
            AND CASE r.relreplident WHEN 'd' THEN i.indisprimary WHEN 'i' THEN i.indisreplident ELSE false END) i ON true
    LEFT JOIN LATERAL (SELECT (i.indkey::int2[])[0:i.indnkeyatts - 1] AS keys FROM pg_catalog.pg_index i
        WHERE i.indrelid = r.oid AND i.indisprimary AND i.indisvalid AND i.indimmediate) p ON true
),
-- A publication of all tables or of a schema has neither filter nor list of columns; no release before 15 has one.
publication AS (
    SELECT p.pubname, p.pubupdate, p.pubdelete, i.*,
        CASE WHEN pg_catalog.to_jsonb(m) ->> 'prqual' IS NOT NULL THEN ARRAY(
            SELECT (regexp_matches(pg_catalog.to_jsonb(m) ->> 'prqual', ':varattno (\d+)', 'g'))[1]::int2) END AS filtered,
        CASE WHEN pg_catalog.to_jsonb(m) ->> 'prattrs' IS NOT NULL THEN ARRAY(
            SELECT (regexp_matches(pg_catalog.to_jsonb(m) ->> 'prattrs', '\d+', 'g'))[1]::int2) END AS listed,
        pg_catalog.to_jsonb(p) ->> 'pubgencols' AS generated
    FROM identity i
    JOIN wanted r ON r.oid = i.oid
    JOIN pg_catalog.pg_publication_tables t ON t.schemaname = $1 AND t.tablename = r.relname
    JOIN pg_catalog.pg_publication p ON p.pubname = t.pubname
    LEFT JOIN pg_catalog.pg_publication_rel m ON m.prpubid = p.oid AND m.prrelid = r.oid
    WHERE p.pubupdate OR p.pubdelete
),
publication_refusal AS (
    SELECT p.oid, p.pubname, p.path,
        concat_ws(' and ', CASE WHEN p.pubupdate THEN 'UPDATE' END, CASE WHEN p.pubdelete THEN 'DELETE' END) AS statements, c.*
    FROM publication p
    CROSS JOIN LATERAL (
        SELECT 'the table has no replica identity' AS cause,
            format('ALTER TABLE %s REPLICA IDENTITY DEFAULT', p.path) AS fix, '' AS hazard
        WHERE p.relreplident <> 'f' AND p.keys IS NULL AND p.filtered IS NULL
            AND (p.listed IS NULL OR p.listed @> p.primary_keys)
        UNION ALL
        SELECT 'its filter uses columns outside the replica identity', format('ALTER TABLE %s REPLICA IDENTITY FULL', p.path),
            'sends whole rows to subscribers'
        WHERE p.relreplident <> 'f' AND NOT coalesce(p.filtered <@ p.keys, p.filtered IS NULL)
        UNION ALL
        SELECT 'its columns are not those of the replica identity', format('ALTER PUBLICATION %I DROP TABLE %s', p.pubname, p.path),
            'changes what subscribers get'
        WHERE p.listed IS NOT NULL
            AND (p.relreplident = 'f' OR NOT coalesce(p.listed @> p.keys, p.listed @> p.primary_keys, false))
        UNION ALL
        SELECT 'it leaves out generated columns of the replica identity',
            format('ALTER PUBLICATION %I SET (publish_generated_columns = stored)', p.pubname), 'changes what subscribers get'
        WHERE p.generated IS NOT NULL AND EXISTS (SELECT FROM pg_catalog.pg_attribute a
            WHERE a.attrelid = p.oid AND NOT a.attisdropped AND (a.attgenerated = 'v' OR (a.attgenerated = 's' AND p.generated <> 's'))
                AND (p.relreplident = 'f' OR (p.listed IS NULL AND a.attnum = ANY (p.keys))))) c
)
SELECT 'TABLE', c.relname::text, c.relname::text, ARRAY[
    'refused by publications', string_agg(format('%s (%s: %s)', p.statements, p.pubname, p.cause), ', ' ORDER BY p.pubname),
    'refused by publications fix', string_agg(DISTINCT p.fix, E';\n'),
    'refused by publications hazard', coalesce(string_agg(DISTINCT nullif(p.hazard, ''), ', '), '')]
FROM publication_refusal p JOIN wanted c ON c.oid = p.oid GROUP BY c.relname
