-- Where the database stands, in one round trip: the fingerprint of the live catalogue of the model's tables, and the
-- fingerprint that the history recorded for this very model.
-- Parameters: 1 the namespace, 2 the tables, 3 the extensions, 4 whether the search path is ours to set,
--   5 the model's checksum, 6 an expression that tells whether the default data is there, 7 the columns it asks, as
--   table.column; a role that may not read them takes the default data for there, 8 the roles that are managed; none
--   for those that the history recorded, so that a starter that manages none sees the same fingerprint, 9 a query that
--   gives a row where the server would refuse statements of the model though the catalogue is as recorded. It costs more
--   than all the rest, and is run only where something cheap says that there may be such a row.
-- Catalogue rows are taken as they are, which costs half of rendering them and misses nothing. Left out is what
-- changes by itself (statistics, vacuum) and the triggers that foreign keys of other models leave on our tables.
-- A table may be missing, and naming it would be an error in the server's log: query_to_xml runs the text only when
-- all tables are there, and needs no libxml. A column may be missing too: its name then means the one of "absent",
-- which is null, as PostgreSQL looks for a name in the inner query first.
WITH relation AS MATERIALIZED (
    SELECT c.* FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = $1 AND c.relname = ANY (string_to_array($2, ',')) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
),
attribute AS MATERIALIZED (
    SELECT r.relname, a.attrelid, a.attnum, a.attname, a.atttypid, a.atttypmod, a.attnotnull, a.attidentity, a.attgenerated,
        a.attcollation, a.attacl
    FROM relation r JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid WHERE a.attnum > 0 AND NOT a.attisdropped
),
recorded AS (
    SELECT CASE WHEN (SELECT count(*) FROM relation WHERE relkind = 'r') = cardinality(string_to_array($2, ',')) THEN pg_catalog.query_to_xml(
        format('SELECT h.fingerprint, h.managed, %s AS seeded, %s AS behind'
            || ' FROM (SELECT NULL::text AS catalog_fingerprint, NULL::text AS model_checksum, NULL::text AS roles, NULL::bigint AS id) absent,'
            || ' LATERAL (SELECT catalog_fingerprint AS fingerprint, roles AS managed FROM %I.schema_history'
            || ' WHERE model_checksum = %L ORDER BY id DESC LIMIT 1) h',
            CASE WHEN NOT EXISTS (SELECT FROM attribute WHERE relname || '.' || attname = ANY (string_to_array($7, ','))
                AND NOT pg_catalog.has_column_privilege(attrelid, attnum, 'SELECT')) THEN $6 ELSE 'true' END,
            -- Where the login may look at both.
            coalesce((SELECT string_agg(format('(SELECT coalesce(pg_catalog.pg_sequence_last_value(%L) < max(%I), max(%I) IS NOT NULL) FROM %I.%I)',
                    pg_catalog.pg_get_serial_sequence(format('%I.%I', $1, relname), attname)::pg_catalog.regclass::pg_catalog.oid,
                    attname, attname, $1, relname), ' OR ')
                FROM attribute WHERE attidentity <> '' AND pg_catalog.has_column_privilege(attrelid, attnum, 'SELECT')
                    AND pg_catalog.has_sequence_privilege(pg_catalog.pg_get_serial_sequence(format('%I.%I', $1, relname), attname), 'SELECT')), 'false'),
            $1, $5), false, false, '')::text END AS row
),
managed AS (
    SELECT string_to_array(coalesce(nullif($8, ''), substring(recorded.row FROM '<managed>([^<]*)</managed>'), ''), ',') AS names
    FROM recorded
),
grantee AS (
    SELECT oid, rolname, rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls
    FROM pg_catalog.pg_roles WHERE rolname = ANY ((SELECT names FROM managed)::text[])
    UNION ALL SELECT 0, '', false, false, false, false, false
),
line AS (
    SELECT 'server ' || current_setting('server_version_num')::int / 10000 AS text
    UNION ALL
    SELECT concat_ws(' ', 'relation', oid, relname, relkind, relpersistence, relrowsecurity, relforcerowsecurity,
        relispartition, relhasrules, reloptions, relowner) FROM relation
    UNION ALL
    SELECT concat_ws(' ', 'column', attrelid, attnum, attname, atttypid, atttypmod, attnotnull, attidentity, attgenerated,
        attcollation) FROM attribute
    UNION ALL
    SELECT concat_ws(' ', 'default', d.adrelid, d.adnum, d.adbin)
    FROM relation r JOIN pg_catalog.pg_attrdef d ON d.adrelid = r.oid
    UNION ALL
    SELECT 'constraint ' || c::text
    FROM relation r JOIN pg_catalog.pg_constraint c ON c.conrelid = r.oid
    UNION ALL
    SELECT concat_ws(' ', 'index', x.relname, x.relam, x.reloptions, i.indisunique, i.indisvalid, i.indisready, i.indkey,
        i.indcollation, i.indclass, i.indoption, i.indexprs, i.indpred, pg_catalog.to_jsonb(i) ->> 'indnullsnotdistinct')
    FROM relation r JOIN pg_catalog.pg_index i ON i.indrelid = r.oid JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
    UNION ALL
    SELECT concat_ws(' ', 'comment', d.objoid, d.objsubid, d.description)
    FROM relation r JOIN pg_catalog.pg_description d ON d.objoid = r.oid AND d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass
    UNION ALL
    SELECT 'trigger ' || t::text
    FROM relation r JOIN pg_catalog.pg_trigger t ON t.tgrelid = r.oid
    WHERE t.tgconstraint = 0 OR EXISTS (SELECT FROM pg_catalog.pg_constraint c JOIN relation o ON o.oid = c.conrelid
        WHERE c.oid = t.tgconstraint)
    UNION ALL
    SELECT 'rule ' || w::text FROM relation r JOIN pg_catalog.pg_rewrite w ON w.ev_class = r.oid
    UNION ALL
    SELECT 'policy ' || p::text FROM relation r JOIN pg_catalog.pg_policy p ON p.polrelid = r.oid
    UNION ALL
    SELECT 'parent ' || i::text FROM relation r JOIN pg_catalog.pg_inherits i ON r.oid IN (i.inhrelid, i.inhparent)
    UNION ALL
    SELECT concat_ws(' ', 'role', e.rolname, rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls,
        ARRAY(SELECT roleid FROM pg_catalog.pg_auth_members a WHERE a.member = e.oid ORDER BY roleid))
    FROM grantee e WHERE e.oid <> 0
    UNION ALL
    SELECT concat_ws(' ', 'roles', names) FROM managed
    UNION ALL
    SELECT concat_ws(' ', 'namespace', n.oid, n.nspowner) FROM pg_catalog.pg_namespace n WHERE n.nspname = $1
    UNION ALL
    SELECT concat_ws(' ', 'grant', place, g.privilege_type, g.is_grantable, e.rolname)
    FROM (SELECT 'relation ' || oid AS place, relacl AS acl FROM relation
        UNION ALL SELECT concat_ws(' ', 'column', attrelid, attname), attacl FROM attribute WHERE attacl IS NOT NULL
        UNION ALL SELECT 'namespace', nspacl FROM pg_catalog.pg_namespace WHERE nspname = $1
        UNION ALL SELECT 'database', datacl FROM pg_catalog.pg_database WHERE datname = current_database()
        UNION ALL SELECT 'default ' || oid, defaclacl FROM pg_catalog.pg_default_acl) granted
    CROSS JOIN LATERAL pg_catalog.aclexplode(granted.acl) g JOIN grantee e ON e.oid = g.grantee
    UNION ALL
    SELECT concat_ws(' ', 'extension', e.extname, e.extnamespace)
    FROM pg_catalog.pg_extension e WHERE e.extname = ANY (string_to_array($3, ','))
    UNION ALL
    SELECT 'setting ' || setting
    FROM pg_catalog.pg_db_role_setting s CROSS JOIN LATERAL unnest(s.setconfig) setting
    WHERE $4::boolean AND s.setrole = 0 AND setting LIKE 'search_path=%'
        AND s.setdatabase = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
),
suspicious AS (
    SELECT count(DISTINCT relowner) > 1
        OR NOT bool_and(pg_catalog.has_schema_privilege(relowner, relnamespace, 'USAGE') AND (relacl IS NULL
            OR (pg_catalog.has_table_privilege(relowner, oid, 'SELECT') AND pg_catalog.has_table_privilege(relowner, oid, 'INSERT')
                AND pg_catalog.has_table_privilege(relowner, oid, 'UPDATE') AND pg_catalog.has_table_privilege(relowner, oid, 'DELETE'))))
        OR EXISTS (SELECT FROM pg_catalog.pg_publication WHERE (pubupdate OR pubdelete) AND (NOT puballtables OR bool_or(relreplident <> 'd')))
        OR current_setting('default_transaction_read_only') = 'on'
        OR (SELECT recorded.row LIKE '%<behind>true</behind>%' FROM recorded) AS yes
    FROM relation
),
live AS (
    SELECT pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(string_agg(text, E'\n' ORDER BY text COLLATE "C"), 'UTF8')), 'hex')
        AS fingerprint
    FROM line
)
SELECT live.fingerprint, substring(recorded.row FROM '<fingerprint>([^<]*)</fingerprint>'),
    coalesce(substring(recorded.row FROM '<seeded>([^<]*)</seeded>') = 'true', false),
    current_setting('server_version'), current_database()::text, current_user::text, pg_catalog.pg_is_in_recovery(),
    CASE WHEN s.yes THEN pg_catalog.query_to_xml($9, false, false, '')::text LIKE '%<row%' ELSE false END
FROM live, recorded, suspicious s
