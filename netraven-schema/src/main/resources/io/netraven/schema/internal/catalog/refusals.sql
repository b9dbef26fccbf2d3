-- What can make the server refuse ordinary statements on the model's tables though they are as the model asks, one row an
-- object and cause: kind, relation, name, facts (key, value, key, value, …; a value is never null). A fact of a cause is
-- its words; "… fix" is the SQL that ends it, "… hazard" why a person has to decide on that.
-- Parameters: 1 the namespace, 2 the tables of the model, separated by commas.
WITH wanted AS (
    SELECT c.*, format('%I.%I', $1, c.relname) AS path
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = $1 AND c.relname = ANY (string_to_array($2, ',')) AND c.relkind = 'r'
),
-- Foreign keys are checked in the name of the owner of the table that the check reads, which may be another program's.
foreign_key AS (
    SELECT * FROM pg_catalog.pg_constraint c
    WHERE c.contype = 'f' AND (c.conrelid IN (SELECT oid FROM wanted) OR c.confrelid IN (SELECT oid FROM wanted))
),
-- No columns means any; to lock a row takes the right to update one of its columns.
checked AS (
    SELECT confrelid AS relation, conrelid AS other, 'SELECT' AS privilege, confkey AS columns FROM foreign_key
    UNION ALL SELECT confrelid, conrelid, 'UPDATE', NULL FROM foreign_key
    UNION ALL SELECT conrelid, confrelid, 'SELECT', conkey FROM foreign_key
    UNION ALL SELECT conrelid, confrelid, CASE confdeltype WHEN 'c' THEN 'DELETE' ELSE 'UPDATE' END,
        CASE WHEN confdeltype IN ('n', 'd') THEN conkey END FROM foreign_key
    UNION ALL SELECT conrelid, confrelid, 'UPDATE', CASE WHEN confupdtype IN ('c', 'n', 'd') THEN conkey END FROM foreign_key
),
owner_lack AS (
    SELECT r.oid, r.relowner, k.other, k.privilege, r.relnamespace
    FROM (SELECT DISTINCT * FROM checked) k JOIN pg_catalog.pg_class r ON r.oid = k.relation
    WHERE CASE WHEN k.columns IS NOT NULL THEN EXISTS (SELECT FROM unnest(k.columns) attnum
                WHERE NOT pg_catalog.has_column_privilege(r.relowner, r.oid, attnum, k.privilege))
            WHEN k.privilege = 'DELETE' THEN NOT pg_catalog.has_table_privilege(r.relowner, r.oid, 'DELETE')
            ELSE NOT pg_catalog.has_any_column_privilege(r.relowner, r.oid, k.privilege) END
    UNION
    SELECT r.oid, r.relowner, k.other, 'USAGE', r.relnamespace
    FROM (SELECT DISTINCT relation, other FROM checked) k JOIN pg_catalog.pg_class r ON r.oid = k.relation
    WHERE NOT pg_catalog.has_schema_privilege(r.relowner, r.relnamespace, 'USAGE')
),
-- A table of another program is named beside the model's table that it refers to.
owner_right AS (
    SELECT DISTINCT coalesce(r.oid, o.other) AS relation, r.oid IS NULL AS elsewhere,
        CASE o.privilege WHEN 'USAGE' THEN format('USAGE ON SCHEMA %s', o.relnamespace::pg_catalog.regnamespace)
            ELSE format('%s ON %I.%I', o.privilege, n.nspname, c.relname) END AS words,
        quote_ident(pg_catalog.pg_get_userbyid(o.relowner)) AS owner
    FROM owner_lack o
    JOIN pg_catalog.pg_class c ON c.oid = o.oid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN wanted r ON r.oid = o.oid
),
-- Counters of identity columns, and those that a column's default takes its value from. Only where a unique index of that
-- column alone is there can the next value be refused, and is the largest one quickly found.
counter AS (
    SELECT r.relname, a.attname, r.path, format('%I', a.attname) AS column, a.attrelid, a.attnum, a.attidentity <> '' AS of_identity, s.*,
        format('%I.%I', n.nspname, q.relname) AS sequence,
        least(s.seqmax, CASE a.atttypid WHEN 'int2'::pg_catalog.regtype THEN 32767 WHEN 'int4'::pg_catalog.regtype THEN 2147483647
            ELSE 9223372036854775807 END) AS largest,
        pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_sequence_privilege(s.seqrelid, 'SELECT')
            AND pg_catalog.has_column_privilege(r.oid, a.attnum, 'SELECT') AS readable
    FROM wanted r
    JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped AND (a.attidentity <> '' OR a.atthasdef)
        AND a.atttypid IN ('int2'::pg_catalog.regtype, 'int4'::pg_catalog.regtype, 'int8'::pg_catalog.regtype)
    CROSS JOIN LATERAL (
        SELECT d.objid AS sequence FROM pg_catalog.pg_depend d
        WHERE a.attidentity <> '' AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid = a.attrelid
            AND d.refobjsubid = a.attnum AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.deptype = 'i'
        UNION ALL
        SELECT d.refobjid FROM pg_catalog.pg_attrdef f
        JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND d.objid = f.oid
            AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
        WHERE a.attidentity = '' AND f.adrelid = a.attrelid AND f.adnum = a.attnum) d
    JOIN pg_catalog.pg_sequence s ON s.seqrelid = d.sequence
    JOIN pg_catalog.pg_class q ON q.oid = s.seqrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = q.relnamespace
),
counted AS (
    SELECT c.*, pg_catalog.query_to_xml(format(
            'SELECT s.last_value::numeric + CASE WHEN s.is_called THEN %s ELSE 0 END AS next, (SELECT %s(t.%s) FROM %s t) AS held FROM %s s',
            c.seqincrement, CASE WHEN c.seqincrement > 0 THEN 'max' ELSE 'min' END, c.column, c.path, c.sequence),
            false, false, '')::text AS row
    FROM counter c
    WHERE c.readable AND EXISTS (SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = c.attrelid AND i.indisunique AND i.indisvalid
        AND i.indnkeyatts = 1 AND i.indkey[0] = c.attnum AND i.indpred IS NULL)
),
counter_refusal AS (
    SELECT c.*, v.*
    FROM (SELECT c.*, substring(c.row FROM '<next>([^<]*)</next>')::numeric AS next,
            substring(c.row FROM '<held>([^<]*)</held>')::numeric AS held FROM counted c) c
    CROSS JOIN LATERAL (
        SELECT next || ', the column holds ' || held AS words,
            format('SELECT pg_catalog.setval(%L, %s((SELECT %s(%s) FROM %s), (SELECT last_value FROM %s)))', c.sequence,
                CASE WHEN c.seqincrement > 0 THEN 'greatest' ELSE 'least' END,
                CASE WHEN c.seqincrement > 0 THEN 'max' ELSE 'min' END, c.column, c.path, c.sequence) AS fix,
            '' AS hazard
        WHERE CASE WHEN c.seqincrement > 0 THEN c.next <= c.held AND c.held < c.largest ELSE c.next >= c.held AND c.held > c.seqmin END
        UNION ALL
        SELECT 'beyond the last one, ' || CASE WHEN c.seqincrement > 0 THEN c.largest ELSE c.seqmin END,
            format('ALTER SEQUENCE %s CYCLE', c.sequence), 'values come again'
        WHERE CASE WHEN c.seqincrement > 0 THEN greatest(c.next, c.held + 1) > c.largest ELSE least(c.next, c.held - 1) < c.seqmin END
            AND (NOT c.seqcycle OR c.largest < c.seqmax)) v
),
login AS (
    SELECT r.relname, r.path, pg_catalog.pg_has_role(r.relowner, 'USAGE') AS owns, ARRAY(
        SELECT p FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) p WHERE pg_catalog.has_table_privilege(r.oid, p)
        UNION ALL
        SELECT p || ' (' || a.attname || ')' FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE']) p
        JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
        WHERE NOT pg_catalog.has_table_privilege(r.oid, p) AND pg_catalog.has_column_privilege(r.oid, a.attnum, p)) AS may
    FROM wanted r
),
-- What a session of this login starts with, the strongest first.
setting AS (
    SELECT text, CASE WHEN s.setrole = 0 THEN 3 WHEN s.setdatabase = 0 THEN 2 ELSE 1 END AS rank,
        CASE WHEN s.setrole = 0 THEN format('ALTER DATABASE %I', current_database())
            WHEN s.setdatabase = 0 THEN format('ALTER ROLE %I', session_user)
            ELSE format('ALTER ROLE %I IN DATABASE %I', session_user, current_database()) END AS alter
    FROM pg_catalog.pg_db_role_setting s CROSS JOIN LATERAL unnest(s.setconfig) text
    WHERE s.setrole IN (0, (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = session_user))
        AND s.setdatabase IN (0, (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()))
)
SELECT 'TABLE', c.relname::text, c.relname::text, ARRAY['missing rights of the owner', string_agg(o.words || ' to ' || o.owner, ', ' ORDER BY o.words),
    'missing rights of the owner fix', string_agg('GRANT ' || o.words || ' TO ' || o.owner, E';\n' ORDER BY o.words),
    'missing rights of the owner hazard', CASE WHEN bool_or(o.elsewhere) THEN 'a table of another program' ELSE '' END]
FROM owner_right o JOIN wanted c ON c.oid = o.relation GROUP BY c.relname
UNION ALL
SELECT 'COLUMN', c.relname, c.attname, ARRAY['next value', c.words, 'next value fix', c.fix, 'next value hazard', c.hazard]
FROM counter_refusal c
UNION ALL
SELECT 'COLUMN', c.relname, c.attname, ARRAY['next value', 'refused to this login',
    'next value fix', format('GRANT USAGE ON SEQUENCE %s TO %I', c.sequence, current_user),
    'next value hazard', 'the owner or an administrator has to run it']
FROM counter c
WHERE NOT c.of_identity AND pg_catalog.has_column_privilege(c.attrelid, c.attnum, 'INSERT')
    AND NOT pg_catalog.has_sequence_privilege(c.seqrelid, 'USAGE, UPDATE')
UNION ALL
-- Who owns most of the tables needs all of them.
SELECT 'TABLE', l.relname, l.relname, ARRAY['login is the owner', CASE WHEN o.most THEN 'yes' ELSE 'no' END,
    'login owns it', CASE WHEN l.owns THEN 'yes' ELSE 'no' END,
    'login may', array_to_string(l.may, E'\n'), 'login', quote_ident(current_user)]
FROM login l, (SELECT count(*) FILTER (WHERE owns) * 2 > count(*) AS most FROM login) o
WHERE l.may <> ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']
UNION ALL
-- Of a login that may write.
SELECT 'DATABASE_SETTING', '', 'default_transaction_read_only', ARRAY['value', 'on', 'expected', 'off', 'fix', coalesce((
    SELECT s.alter || ' RESET default_transaction_read_only' FROM setting s WHERE s.text LIKE 'default_transaction_read_only=%'
    ORDER BY s.rank LIMIT 1), 'ALTER SYSTEM RESET default_transaction_read_only')]
WHERE current_setting('default_transaction_read_only') = 'on' AND EXISTS (SELECT FROM login l WHERE 'INSERT' = ANY (l.may))
UNION ALL
-- The search path that the database sets does not reach this login.
(SELECT 'DATABASE_SETTING', '', 'search_path of ' || session_user, ARRAY['value', substr(s.text, length('search_path=') + 1), 'expected', $1,
    'fix', s.alter || ' RESET search_path']
FROM setting s WHERE s.rank < 3 AND s.text LIKE 'search_path=%' ORDER BY s.rank LIMIT 1)
