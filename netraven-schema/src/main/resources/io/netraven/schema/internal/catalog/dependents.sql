-- What keeps the server from running steps of an upgrade, as it would say itself: number of the step, whether it depends
-- on what is altered, and the words for it.
-- Parameters: 1 the namespace, 2 the steps, one a line: number, action, table, name, separated by tabs.
WITH RECURSIVE step AS (
    SELECT split_part(line, E'\t', 1)::int AS n, split_part(line, E'\t', 2) AS action, split_part(line, E'\t', 3) AS table,
        split_part(line, E'\t', 4) AS name
    FROM unnest(string_to_array($2, E'\n')) line
),
namespace AS (
    SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = $1
),
target AS (
    SELECT s.*, r.oid AS relation, r.reltype, r.reloftype, r.relreplident, r.relacl, a.attnum, a.attinhcount
    FROM step s
    JOIN pg_catalog.pg_class r ON r.relname = s.table AND r.relnamespace = (SELECT oid FROM namespace) AND r.relkind IN ('r', 'p')
    LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid AND a.attname = s.name AND NOT a.attisdropped
),
constrained AS (
    SELECT t.*, c.oid AS constraint, c.conindid, c.coninhcount, c.contype
    FROM target t JOIN pg_catalog.pg_constraint c ON c.conrelid = t.relation AND c.conname = t.name
    WHERE t.action = 'drop constraint'
),
indexed AS (
    -- Of a foreign key it is the index of the key that it leads to.
    SELECT n, relreplident, conindid AS index FROM constrained WHERE contype IN ('p', 'u', 'x')
    UNION ALL
    SELECT t.n, t.relreplident, x.oid FROM target t
    JOIN pg_catalog.pg_class x ON x.relname = t.name AND x.relnamespace = (SELECT oid FROM namespace) AND x.relkind = 'i'
    WHERE t.action = 'drop index'
),
-- Objects that the server would have to drop, or does not change along.
dependency AS (
    SELECT t.n, d.classid, d.objid, d.objsubid
    FROM target t
    JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid = t.relation
        AND d.refobjsubid = t.attnum
    WHERE t.action = 'retype' AND (d.classid IN ('pg_catalog.pg_rewrite'::pg_catalog.regclass, 'pg_catalog.pg_trigger'::pg_catalog.regclass,
            'pg_catalog.pg_policy'::pg_catalog.regclass, 'pg_catalog.pg_publication_rel'::pg_catalog.regclass,
            'pg_catalog.pg_proc'::pg_catalog.regclass)
        OR (d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND EXISTS (SELECT FROM pg_catalog.pg_attrdef f
            WHERE f.oid = d.objid AND f.adnum <> t.attnum))
        -- As PostgreSQL 14 has it of a generated column.
        OR (d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = t.relation AND d.objsubid <> 0))
    UNION
    SELECT c.n, d.classid, d.objid, d.objsubid
    FROM constrained c JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_constraint'::pg_catalog.regclass
        AND d.refobjid = c.constraint AND d.deptype = 'n'
    UNION
    SELECT x.n, d.classid, d.objid, d.objsubid
    FROM indexed x JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
        AND d.refobjid = x.index AND d.deptype = 'n'
    UNION
    SELECT t.n, d.classid, d.objid, d.objsubid
    FROM target t
    JOIN pg_catalog.pg_depend i ON i.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND i.refobjid = t.relation
        AND i.refobjsubid = t.attnum AND i.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND i.deptype = 'i'
    JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid = i.objid AND d.deptype = 'n'
    WHERE t.action = 'drop identity'
),
-- Types that hold rows of the table, as other tables' columns may.
row_type AS (
    SELECT n, relation, reltype AS type FROM target WHERE action IN ('retype', 'rewrite')
    UNION
    SELECT y.n, y.relation, u.oid
    FROM row_type y
    CROSS JOIN LATERAL (
        SELECT t.oid FROM pg_catalog.pg_type t WHERE t.typelem = y.type AND t.typcategory = 'A'
        UNION ALL SELECT t.oid FROM pg_catalog.pg_type t WHERE t.typbasetype = y.type
        UNION ALL SELECT g.rngtypid FROM pg_catalog.pg_range g WHERE g.rngsubtype = y.type
        UNION ALL SELECT c.reltype FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
        WHERE a.atttypid = y.type AND a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('c', 'v', 'f')) u
),
found (n, depends, words, classid, objid, objsubid) AS (
SELECT d.n, true,
    CASE d.classid
        WHEN 'pg_catalog.pg_rewrite'::pg_catalog.regclass THEN (SELECT CASE WHEN c.relkind IN ('v', 'm')
                THEN (SELECT o.type || ' ' || o.identity FROM pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, c.oid, 0) o) END
            FROM pg_catalog.pg_rewrite w JOIN pg_catalog.pg_class c ON c.oid = w.ev_class WHERE w.oid = d.objid)
        WHEN 'pg_catalog.pg_attrdef'::pg_catalog.regclass THEN (SELECT CASE WHEN a.attgenerated <> '' THEN 'generated column ' ELSE 'default of ' END
                || (SELECT o.identity FROM pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, f.adrelid, f.adnum) o)
            FROM pg_catalog.pg_attrdef f JOIN pg_catalog.pg_attribute a ON a.attrelid = f.adrelid AND a.attnum = f.adnum WHERE f.oid = d.objid)
        WHEN 'pg_catalog.pg_publication_rel'::pg_catalog.regclass THEN (SELECT 'filter or columns of publication ' || quote_ident(p.pubname)
            FROM pg_catalog.pg_publication_rel m JOIN pg_catalog.pg_publication p ON p.oid = m.prpubid WHERE m.oid = d.objid)
        WHEN 'pg_catalog.pg_constraint'::pg_catalog.regclass THEN (SELECT CASE c.contype WHEN 'f' THEN 'foreign key ' ELSE 'constraint ' END
                || quote_ident(c.conname) || ' on ' || (SELECT o.identity
                    FROM pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, c.conrelid, 0) o)
            FROM pg_catalog.pg_constraint c WHERE c.oid = d.objid) END,
    d.classid, d.objid, d.objsubid
FROM dependency d
UNION ALL
SELECT DISTINCT y.n, true, NULL, 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid, a.attrelid, a.attnum::int
FROM row_type y JOIN pg_catalog.pg_attribute a ON a.atttypid = y.type AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'm')
UNION ALL
SELECT t.n, false, 'the table is one of type ' || pg_catalog.format_type(t.reloftype, NULL), 0, 0, 0
FROM target t WHERE t.reloftype <> 0 AND t.action IN ('retype', 'add')
UNION ALL
SELECT t.n, false, 'the column is inherited', 0, 0, 0 FROM target t WHERE t.attinhcount > 0 AND t.action IN ('retype', 'drop not null')
UNION ALL
SELECT c.n, false, 'the constraint is inherited', 0, 0, 0 FROM constrained c WHERE c.coninhcount > 0
UNION ALL
SELECT x.n, false, 'the replica identity of the table uses it', 0, 0, 0
FROM indexed x JOIN pg_catalog.pg_index i ON i.indexrelid = x.index WHERE i.indisreplident AND x.relreplident = 'i'
    AND EXISTS (SELECT FROM pg_catalog.pg_publication WHERE pubupdate OR pubdelete)
UNION ALL
SELECT t.n, false, CASE WHEN i.indisprimary THEN 'the primary key ' ELSE 'the replica identity ' END || quote_ident(x.relname) || ' needs it', 0, 0, 0
FROM target t JOIN pg_catalog.pg_index i ON i.indrelid = t.relation AND t.attnum = ANY (i.indkey)
JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
WHERE t.action = 'drop not null' AND (i.indisprimary OR (i.indisreplident AND t.relreplident = 'i'))
UNION ALL
-- Relations that may stand in a table's place are told as such.
SELECT s.n, false, 'the name ' || s.name || ' is taken', 0, 0, 0
FROM step s
WHERE (s.action IN ('make table', 'make relation') AND EXISTS (SELECT FROM pg_catalog.pg_class c
        WHERE c.relname = s.name AND c.relnamespace = (SELECT oid FROM namespace)))
    OR (s.action = 'make table' AND EXISTS (SELECT FROM pg_catalog.pg_type y
        WHERE y.typname = s.name AND y.typnamespace = (SELECT oid FROM namespace) AND y.typcategory <> 'A'))
UNION ALL
SELECT DISTINCT t.n, false, 'the role has granted it to ' || coalesce(quote_ident(e.rolname), 'public'), 0, 0, 0
FROM target t
CROSS JOIN LATERAL (SELECT t.relacl AS acl UNION ALL SELECT a.attacl FROM pg_catalog.pg_attribute a
    WHERE a.attrelid = t.relation AND a.attacl IS NOT NULL) acls
CROSS JOIN LATERAL pg_catalog.aclexplode(acls.acl) g
JOIN pg_catalog.pg_roles o ON o.oid = g.grantor
LEFT JOIN pg_catalog.pg_roles e ON e.oid = g.grantee
WHERE t.action = 'revoke' AND o.rolname = t.name AND g.grantee <> g.grantor
)
SELECT n, depends, coalesce(words, (SELECT o.type || ' ' || o.identity FROM pg_catalog.pg_identify_object(classid, objid, objsubid) o))
FROM found
