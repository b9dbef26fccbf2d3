-- Everything the engine compares, of one namespace, one row an object:
--   kind, relation, name, facts (key, value, key, value, …; a value is never null)
-- Parameters: 1 the namespace, pg_temp for the session's own, 2 the tables of the model, separated by commas,
--   3 the owner to put in; empty for the live side, 4 the extensions to look for, 5 whether to look at the search path,
--   6 the roles that the model manages, separated by commas; what other roles are granted is not looked at.
-- The third serves the shadow: its tables are temporary and owned by whoever validates, which is no difference.
WITH relation AS (
    SELECT c.*, c.relname = ANY (string_to_array($2, ',')) AS wanted
    FROM pg_catalog.pg_class c
    WHERE c.relnamespace = CASE WHEN $1 = 'pg_temp' THEN pg_catalog.pg_my_temp_schema()
            ELSE (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = $1) END
        AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
),
wanted AS (
    SELECT * FROM relation WHERE wanted
),
table_object AS (
    -- As text: what stands below has longer names than a name may have.
    SELECT 'TABLE' AS kind, r.relname::text AS relation, r.relname::text AS name,
        CASE WHEN NOT r.wanted THEN ARRAY[
            'kind', k.words,
            -- Their names stand in the way of others.
            'indexes', coalesce((SELECT string_agg(quote_ident(x.relname), ', ' ORDER BY x.relname)
                FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid WHERE i.indrelid = r.oid), '')]
        ELSE ARRAY[
            'kind', k.words,
            'persistence', CASE WHEN $3 <> '' OR r.relpersistence = 'p' THEN 'permanent'
                WHEN r.relpersistence = 'u' THEN 'unlogged' ELSE 'temporary' END,
            'row security', CASE WHEN r.relforcerowsecurity THEN 'forced' WHEN r.relrowsecurity THEN 'enabled'
                ELSE 'off' END,
            'parents', coalesce((SELECT string_agg(i.inhparent::pg_catalog.regclass::text, ', ' ORDER BY i.inhseqno)
                FROM pg_catalog.pg_inherits i WHERE i.inhrelid = r.oid), ''),
            'children', coalesce((SELECT string_agg(i.inhrelid::pg_catalog.regclass::text, ', ' ORDER BY i.inhrelid)
                FROM pg_catalog.pg_inherits i WHERE i.inhparent = r.oid), ''),
            'storage options', coalesce((SELECT string_agg(o, ', ' ORDER BY o) FROM unnest(r.reloptions) o), ''),
            'owner', CASE WHEN $3 <> '' THEN $3 ELSE pg_catalog.pg_get_userbyid(r.relowner)::text END,
            'comment', coalesce(pg_catalog.obj_description(r.oid, 'pg_class'), '')] END AS facts
    FROM relation r
    CROSS JOIN LATERAL (SELECT CASE r.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table' WHEN 'v' THEN 'view'
        WHEN 'm' THEN 'materialized view' ELSE 'foreign table' END AS words) k
    -- What an extension brought is its own affair.
    WHERE r.wanted OR NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
        WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = r.oid AND d.deptype = 'e')
),
column_object AS (
    SELECT 'COLUMN', r.relname, a.attname, ARRAY[
        'type', pg_catalog.format_type(a.atttypid, a.atttypmod),
        -- A domain may refuse null, and bring a default, for its columns.
        'nullable', CASE WHEN NOT (a.attnotnull OR t.typnotnull) THEN 'yes'
            -- From PostgreSQL 18 on; older rows may be null.
            WHEN EXISTS (SELECT FROM pg_catalog.pg_constraint c WHERE c.conrelid = r.oid AND c.contype = 'n'
                AND c.conkey = ARRAY[a.attnum] AND NOT c.convalidated) THEN 'not validated'
            ELSE 'no' END,
        'default', CASE WHEN a.attgenerated = ''
            THEN coalesce(pg_catalog.pg_get_expr(d.adbin, d.adrelid), t.typdefault, '') ELSE '' END,
        'generated', CASE WHEN a.attgenerated <> '' THEN coalesce(pg_catalog.pg_get_expr(d.adbin, d.adrelid), '') ELSE '' END,
        'identity', CASE a.attidentity WHEN 'a' THEN 'always' WHEN 'd' THEN 'by default' ELSE '' END,
        'collation', coalesce((SELECT n.nspname || '.' || l.collname
            FROM pg_catalog.pg_collation l JOIN pg_catalog.pg_namespace n ON n.oid = l.collnamespace
            WHERE l.oid = a.attcollation AND a.attcollation <> t.typcollation), ''),
        'comment', coalesce(pg_catalog.col_description(r.oid, a.attnum), '')]
    FROM wanted r
    JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = r.oid AND d.adnum = a.attnum
),
constraint_row AS (
    SELECT c.*, r.relname, r.relnamespace,
        -- None where an expression or the whole row is among them: it may use any column.
        coalesce((SELECT string_agg(pg_catalog.quote_ident(a.attname), ', ' ORDER BY k.position)
            FROM unnest(c.conkey) WITH ORDINALITY k(attnum, position)
            JOIN pg_catalog.pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum
            WHERE 0 <> ALL (c.conkey)), '') AS columns,
        CASE WHEN c.condeferred THEN 'initially deferred' WHEN c.condeferrable THEN 'yes' ELSE 'no' END AS deferrable,
        CASE WHEN c.convalidated THEN 'yes' ELSE 'no' END AS validated,
        coalesce(pg_catalog.to_jsonb(c) ->> 'conenforced', 'true') = 'true' AS enforced
    FROM wanted r
    JOIN pg_catalog.pg_constraint c ON c.conrelid = r.oid
    WHERE c.contype IN ('p', 'u', 'c', 'f', 'x')
),
constraint_object AS (
    SELECT CASE c.contype WHEN 'p' THEN 'PRIMARY_KEY' WHEN 'u' THEN 'UNIQUE' WHEN 'x' THEN 'EXCLUSION'
            WHEN 'c' THEN 'CHECK' ELSE 'FOREIGN_KEY' END, c.relname, c.conname,
        CASE
        WHEN c.contype = 'f' THEN ARRAY[
            'columns', c.columns,
            'target', (SELECT CASE WHEN f.relnamespace = c.relnamespace THEN '' ELSE n.nspname || '.' END || f.relname
                FROM pg_catalog.pg_class f JOIN pg_catalog.pg_namespace n ON n.oid = f.relnamespace
                WHERE f.oid = c.confrelid),
            'target columns', (SELECT string_agg(pg_catalog.quote_ident(a.attname), ', ' ORDER BY k.position)
                FROM unnest(c.confkey) WITH ORDINALITY k(attnum, position)
                JOIN pg_catalog.pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.attnum),
            'on delete', CASE c.confdeltype WHEN 'a' THEN 'no action' WHEN 'r' THEN 'restrict' WHEN 'c' THEN 'cascade'
                WHEN 'n' THEN 'set null' ELSE 'set default' END,
            -- From PostgreSQL 15 on.
            'on delete columns', coalesce((SELECT string_agg(pg_catalog.quote_ident(a.attname), ', ' ORDER BY a.attname)
                FROM pg_catalog.jsonb_array_elements(nullif(pg_catalog.to_jsonb(c) -> 'confdelsetcols', 'null')) k
                JOIN pg_catalog.pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k::int), ''),
            'on update', CASE c.confupdtype WHEN 'a' THEN 'no action' WHEN 'r' THEN 'restrict' WHEN 'c' THEN 'cascade'
                WHEN 'n' THEN 'set null' ELSE 'set default' END,
            'match', CASE c.confmatchtype WHEN 'f' THEN 'full' WHEN 'p' THEN 'partial' ELSE 'simple' END,
            'deferrable', c.deferrable,
            'validated', c.validated,
            -- A foreign key is enforced by triggers of its own; they can be switched off.
            'enforced', CASE WHEN c.enforced AND NOT EXISTS (SELECT FROM pg_catalog.pg_trigger t
                WHERE t.tgconstraint = c.oid AND t.tgenabled NOT IN ('O', 'A')) THEN 'yes' ELSE 'no' END]
        WHEN c.contype = 'c' THEN ARRAY[
            'columns', c.columns,
            'definition', 'CHECK (' || pg_catalog.pg_get_expr(c.conbin, c.conrelid) || ')'
                || CASE WHEN c.connoinherit THEN ' NO INHERIT' ELSE '' END,
            'validated', c.validated,
            'enforced', CASE WHEN c.enforced THEN 'yes' ELSE 'no' END]
        ELSE ARRAY[
            'columns', c.columns,
            'definition', pg_catalog.pg_get_constraintdef(c.oid),
            'valid index', (SELECT CASE WHEN i.indisvalid AND i.indisready THEN 'yes' ELSE 'no' END
                FROM pg_catalog.pg_index i WHERE i.indexrelid = c.conindid)]
        END
    FROM constraint_row c
),
index_object AS (
    SELECT 'INDEX', r.relname, x.relname, ARRAY[
        'columns', coalesce((SELECT string_agg(pg_catalog.quote_ident(a.attname), ', ' ORDER BY k.position)
            FROM unnest(i.indkey) WITH ORDINALITY k(attnum, position)
            JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
            WHERE 0 <> ALL (i.indkey)), ''),
        'unique', CASE WHEN i.indisunique THEN 'yes' ELSE 'no' END,
        'definition', replace(substr(d.text, strpos(d.text, ' USING ') + 1), o.clause, ''),
        'storage options', coalesce(array_to_string(x.reloptions, ', '), ''),
        'valid', CASE WHEN i.indisvalid AND i.indisready THEN 'yes' ELSE 'no' END]
        -- Of an invalid index, whether the server still puts rows into it, and what could refuse them.
        || CASE WHEN i.indisvalid AND i.indisready THEN '{}'::text[] ELSE ARRAY[
            'ready', CASE WHEN i.indisready THEN 'yes' ELSE 'no' END,
            'computed', CASE WHEN coalesce(i.indexprs, i.indpred) IS NOT NULL THEN 'yes' ELSE 'no' END,
            -- Valid indexes that refuse whatever this one refuses.
            'covered by', coalesce((SELECT string_agg(quote_ident(w.relname), ', ' ORDER BY w.relname)
                FROM pg_catalog.pg_index v JOIN pg_catalog.pg_class w ON w.oid = v.indexrelid
                WHERE v.indrelid = i.indrelid AND v.indisunique AND v.indisvalid AND v.indisready
                    AND (v.indimmediate OR NOT i.indimmediate) AND w.relam = x.relam AND v.indnkeyatts = i.indnkeyatts
                    AND (v.indkey::int2[])[0:v.indnkeyatts - 1] = (i.indkey::int2[])[0:i.indnkeyatts - 1]
                    AND v.indclass = i.indclass AND v.indcollation = i.indcollation
                    AND pg_catalog.to_jsonb(v) -> 'indnullsnotdistinct' IS NOT DISTINCT FROM pg_catalog.to_jsonb(i) -> 'indnullsnotdistinct'
                    AND pg_catalog.pg_get_expr(v.indexprs, v.indrelid) IS NOT DISTINCT FROM pg_catalog.pg_get_expr(i.indexprs, i.indrelid)
                    AND pg_catalog.pg_get_expr(v.indpred, v.indrelid) IS NOT DISTINCT FROM pg_catalog.pg_get_expr(i.indpred, i.indrelid)), ''),
            -- The lock of CREATE INDEX and REINDEX CONCURRENTLY.
            'locked', CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_locks l WHERE l.relation = i.indrelid
                AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
                AND l.mode = 'ShareUpdateExclusiveLock' AND l.pid <> pg_catalog.pg_backend_pid()) THEN 'yes' ELSE 'no' END] END
    FROM wanted r
    JOIN pg_catalog.pg_index i ON i.indrelid = r.oid
    JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
    CROSS JOIN LATERAL (SELECT pg_catalog.pg_get_indexdef(i.indexrelid) AS text) d
    -- As pg_get_indexdef writes the storage options, which are a property of their own.
    CROSS JOIN LATERAL (SELECT coalesce(' WITH (' || string_agg(split_part(option, '=', 1) || '='
            || CASE WHEN quote_ident(split_part(option, '=', 2)) = split_part(option, '=', 2) THEN split_part(option, '=', 2)
                ELSE quote_literal(split_part(option, '=', 2)) END, ', ' ORDER BY position) || ')', '') AS clause
        FROM unnest(x.reloptions) WITH ORDINALITY options (option, position)) o
    WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_constraint c
        WHERE c.conindid = i.indexrelid AND c.contype IN ('p', 'u', 'x'))
),
trigger_object AS (
    SELECT 'TRIGGER', r.relname, t.tgname, ARRAY[
        'fires', CASE t.tgenabled WHEN 'D' THEN 'never' WHEN 'R' THEN 'on a replica' WHEN 'A' THEN 'always' ELSE 'yes' END,
        'definition', pg_catalog.pg_get_triggerdef(t.oid)]
    FROM wanted r JOIN pg_catalog.pg_trigger t ON t.tgrelid = r.oid
    WHERE NOT t.tgisinternal
),
rule_object AS (
    SELECT 'RULE', r.relname, w.rulename, ARRAY[
        'fires', CASE w.ev_enabled WHEN 'D' THEN 'never' WHEN 'R' THEN 'on a replica' WHEN 'A' THEN 'always' ELSE 'yes' END,
        'definition', pg_catalog.pg_get_ruledef(w.oid)]
    FROM wanted r JOIN pg_catalog.pg_rewrite w ON w.ev_class = r.oid
    WHERE r.relkind IN ('r', 'p')
),
policy_object AS (
    SELECT 'POLICY', r.relname, p.polname, ARRAY[
        'command', CASE p.polcmd WHEN 'r' THEN 'select' WHEN 'a' THEN 'insert' WHEN 'w' THEN 'update'
            WHEN 'd' THEN 'delete' ELSE 'all' END,
        'using', coalesce(pg_catalog.pg_get_expr(p.polqual, p.polrelid), '')]
    FROM wanted r JOIN pg_catalog.pg_policy p ON p.polrelid = r.oid
),
managed AS (
    SELECT * FROM pg_catalog.pg_roles WHERE rolname = ANY (string_to_array($6, ','))
),
namespace AS (
    SELECT n.*, pg_catalog.pg_get_userbyid(n.nspowner) AS owner FROM pg_catalog.pg_namespace n WHERE n.nspname = $1
),
role_object AS (
    SELECT 'ROLE', '', m.rolname, ARRAY[
        'attribute', coalesce(nullif(concat_ws(', ', CASE WHEN rolsuper THEN 'superuser' END,
            CASE WHEN rolcreatedb THEN 'createdb' END, CASE WHEN rolcreaterole THEN 'createrole' END,
            CASE WHEN rolreplication THEN 'replication' END, CASE WHEN rolbypassrls THEN 'bypassrls' END), ''), 'none'),
        'membership', coalesce((SELECT string_agg(DISTINCT quote_ident(r.rolname), ', ')
            FROM pg_catalog.pg_auth_members a JOIN pg_catalog.pg_roles r ON r.oid = a.roleid
            WHERE a.member = m.oid), 'none')]
    FROM managed m
),
grantee AS (
    SELECT oid, rolname FROM managed UNION ALL SELECT 0, 'public'
),
granted AS (
    SELECT r.relname AS relation, '' AS column, r.relowner AS owner, g.* FROM wanted r CROSS JOIN LATERAL pg_catalog.aclexplode(r.relacl) g
    UNION ALL
    SELECT r.relname, a.attname, r.relowner, g.*
    FROM wanted r
    JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
    CROSS JOIN LATERAL pg_catalog.aclexplode(a.attacl) g
    UNION ALL
    -- Everybody may use the namespace "public", of every database.
    SELECT '', '', n.nspowner, g.* FROM namespace n CROSS JOIN LATERAL pg_catalog.aclexplode(n.nspacl) g
    WHERE NOT (n.nspname = 'public' AND g.grantee = 0 AND g.privilege_type = 'USAGE')
),
grant_object AS (
    SELECT 'GRANT', g.relation,
        lower(g.privilege_type) || CASE WHEN g.column = '' THEN '' ELSE ' (' || g.column || ')' END || ' to ' || e.rolname,
        ARRAY['privilege', g.privilege_type, 'column', g.column, 'role', CASE WHEN e.oid = 0 THEN '' ELSE e.rolname END,
            'grantable', CASE WHEN bool_or(g.is_grantable) THEN 'yes' ELSE 'no' END,
            'of owner', CASE WHEN g.grantee = g.owner THEN 'yes' ELSE 'no' END]
    FROM granted g JOIN grantee e ON e.oid = g.grantee
    GROUP BY g.relation, g.column, g.owner, g.grantee, g.privilege_type, e.oid, e.rolname
    UNION ALL
    -- To connect and to make temporary tables is for the administrator to decide.
    SELECT 'GRANT', '', 'create in the database to ' || e.rolname,
        ARRAY['privilege', 'CREATE', 'role', e.rolname, 'database', d.datname]
    FROM pg_catalog.pg_database d CROSS JOIN LATERAL pg_catalog.aclexplode(d.datacl) g JOIN managed e ON e.oid = g.grantee
    WHERE d.datname = current_database() AND g.privilege_type = 'CREATE'
),
default_privilege_object AS (
    SELECT DISTINCT 'DEFAULT_PRIVILEGE', '', lower(g.privilege_type) || ' on ' || o.words || ' of ' || r.rolname || ' to ' || e.rolname,
        ARRAY['privilege', g.privilege_type, 'objects', o.words, 'owner', r.rolname,
            'role', CASE WHEN e.oid = 0 THEN '' ELSE e.rolname END, 'everywhere', CASE WHEN d.defaclnamespace = 0 THEN 'yes' ELSE 'no' END]
    FROM pg_catalog.pg_default_acl d
    JOIN pg_catalog.pg_roles r ON r.oid = d.defaclrole
    CROSS JOIN LATERAL (SELECT CASE d.defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences' END AS words) o
    CROSS JOIN LATERAL pg_catalog.aclexplode(d.defaclacl) g
    JOIN grantee e ON e.oid = g.grantee
    WHERE d.defaclobjtype IN ('r', 'S') AND (d.defaclnamespace IN (SELECT oid FROM namespace)
        OR (d.defaclnamespace = 0 AND d.defaclrole IN (SELECT relowner FROM wanted)))
)
SELECT * FROM table_object
UNION ALL
SELECT 'NAMESPACE', '', nspname, ARRAY['owner', CASE WHEN nspowner IN (SELECT oid FROM managed) THEN owner ELSE 'no managed role' END]
FROM namespace
UNION ALL
SELECT 'EXTENSION', '', e.extname, ARRAY['schema', n.nspname]
FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
WHERE e.extname = ANY (string_to_array($4, ','))
UNION ALL
SELECT 'DATABASE_SETTING', '', 'search_path', ARRAY['value', substr(setting, length('search_path=') + 1)]
FROM pg_catalog.pg_db_role_setting s CROSS JOIN LATERAL unnest(s.setconfig) setting
WHERE $5::boolean AND s.setrole = 0 AND setting LIKE 'search_path=%'
    AND s.setdatabase = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
UNION ALL
SELECT 'DATABASE_SETTING', '', 'encoding', ARRAY['value', current_setting('server_encoding'), 'expected', 'UTF8',
    'fix', format('CREATE DATABASE %I ENCODING ''UTF8'' TEMPLATE template0', current_database() || '_utf8'),
    'hazard', 'takes a dump and restore']
WHERE $1 <> 'pg_temp' AND current_setting('server_encoding') <> 'UTF8'
UNION ALL SELECT * FROM column_object
UNION ALL SELECT * FROM constraint_object
UNION ALL SELECT * FROM index_object
UNION ALL SELECT * FROM trigger_object
UNION ALL SELECT * FROM rule_object
UNION ALL SELECT * FROM policy_object
UNION ALL SELECT * FROM role_object
UNION ALL SELECT * FROM grant_object
UNION ALL SELECT * FROM default_privilege_object
