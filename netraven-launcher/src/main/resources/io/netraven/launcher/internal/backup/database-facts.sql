-- What belongs to a database as a whole, as names and values. Columns that a release lacks are read through JSON.
WITH d AS (
    SELECT p.oid, p.datdba, p.datacl, p.datcollate, p.datctype, p.datconnlimit, p.datistemplate, p.dattablespace,
           p.encoding, to_jsonb(p) AS j
    FROM pg_database p WHERE p.datname = current_database())
SELECT 'owner', pg_get_userbyid(datdba)::text FROM d
UNION ALL SELECT 'encoding', pg_encoding_to_char(encoding)::text FROM d
UNION ALL SELECT 'locale provider',
    CASE coalesce(j ->> 'datlocprovider', 'c') WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END FROM d
UNION ALL SELECT 'collation', datcollate::text FROM d
UNION ALL SELECT 'character type', datctype::text FROM d
UNION ALL SELECT 'locale', coalesce(j ->> 'datlocale', j ->> 'daticulocale') FROM d
UNION ALL SELECT 'ICU rules', j ->> 'daticurules' FROM d
UNION ALL SELECT 'collation version', j ->> 'datcollversion' FROM d
UNION ALL SELECT 'tablespace', t.spcname::text FROM d JOIN pg_tablespace t ON t.oid = d.dattablespace
UNION ALL SELECT 'connection limit', datconnlimit::text FROM d
UNION ALL SELECT 'template', datistemplate::text FROM d
UNION ALL SELECT 'comment', shobj_description(oid, 'pg_database') FROM d
UNION ALL SELECT 'security label of ' || l.provider, l.label
    FROM d JOIN pg_shseclabel l ON l.objoid = d.oid AND l.classoid = 'pg_database'::regclass
UNION ALL SELECT 'setting ' || split_part(c, '=', 1)
        || CASE WHEN s.setrole = 0 THEN '' ELSE ' of role ' || pg_get_userbyid(s.setrole) END,
        substr(c, strpos(c, '=') + 1)
    FROM d JOIN pg_db_role_setting s ON s.setdatabase = d.oid, unnest(s.setconfig) c
UNION ALL SELECT 'privilege ' || a.privilege_type || ' of '
        || CASE WHEN a.grantee = 0 THEN 'PUBLIC' WHEN a.grantee = d.datdba THEN 'the owner'
                ELSE pg_get_userbyid(a.grantee) END,
        CASE WHEN a.is_grantable THEN 'with grant option' ELSE 'granted' END
    FROM d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
UNION ALL SELECT 'extension ' || extname, extversion FROM pg_extension
UNION ALL SELECT 'publication ' || pubname, CASE WHEN puballtables THEN 'all tables' ELSE 'tables' END
    FROM pg_publication
UNION ALL SELECT 'subscription ' || s.subname, CASE WHEN s.subenabled THEN 'enabled' ELSE 'disabled' END
    FROM d JOIN pg_subscription s ON s.subdbid = d.oid
UNION ALL SELECT 'event trigger ' || evtname, evtevent::text || ' ' || evtenabled::text FROM pg_event_trigger
UNION ALL SELECT 'replication slot ' || slot_name, plugin::text
    FROM pg_replication_slots WHERE database = current_database()
UNION ALL SELECT 'prepared transaction ' || gid, owner::text
    FROM pg_prepared_xacts WHERE database = current_database()
