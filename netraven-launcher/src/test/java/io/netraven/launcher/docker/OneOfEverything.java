package io.netraven.launcher.docker;

import java.util.List;

/** One of each kind of object that a database can hold, and of what belongs to the database itself. */
final class OneOfEverything {

    /** As a superuser, in a database {@code whole} of the role {@code netraven}; {@code reports} is a role too. */
    static final String OBJECTS = """
            CREATE SCHEMA other AUTHORIZATION netraven;
            SET search_path = other, public;
            CREATE EXTENSION hstore SCHEMA public;
            CREATE TYPE colour AS ENUM ('red', 'it''s blue');
            CREATE TYPE pair AS (x integer, y text);
            CREATE TYPE span AS RANGE (SUBTYPE = integer);
            CREATE DOMAIN short AS text CONSTRAINT few CHECK (length(VALUE) < 9);
            CREATE COLLATION german (PROVIDER = icu, LOCALE = 'de-DE');
            CREATE CONVERSION latin FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
            CREATE SEQUENCE numbers INCREMENT 3;
            CREATE FUNCTION twice(x integer) RETURNS integer LANGUAGE sql IMMUTABLE AS
                $$ SELECT 2 * x -- GRANT SELECT ON t TO nobody;
                $$;
            CREATE PROCEDURE nothing() LANGUAGE plpgsql AS 'BEGIN END';
            CREATE AGGREGATE total(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0');
            CREATE TABLE t (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                name short COLLATE german DEFAULT 'none',
                twice integer GENERATED ALWAYS AS (other.twice(3)) STORED,
                kind colour, place pair, period span, more public.hstore, EXCLUDE USING gist (period WITH &&));
            CREATE TABLE part (day date NOT NULL, x integer) PARTITION BY RANGE (day);
            CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
            CREATE TABLE child (extra text) INHERITS (t);
            CREATE UNLOGGED TABLE fast (x integer);
            CREATE INDEX few_rows ON t (lower(name)) WHERE id > 5;
            CREATE STATISTICS related ON kind, name FROM t;
            CREATE VIEW v AS SELECT id, name FROM t;
            CREATE RULE quiet AS ON DELETE TO v DO INSTEAD NOTHING;
            CREATE MATERIALIZED VIEW m AS SELECT count(*) AS many FROM t;
            CREATE FUNCTION changed() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            CREATE TRIGGER told BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION changed();
            ALTER TABLE t ENABLE ROW LEVEL SECURITY;
            CREATE POLICY own ON t FOR SELECT TO reports USING (id > 0);
            CREATE OPERATOR === (LEFTARG = integer, RIGHTARG = integer, FUNCTION = int4eq);
            CREATE OPERATOR FAMILY family USING btree;
            CREATE OPERATOR CLASS class FOR TYPE integer USING btree FAMILY family AS FUNCTION 1 btint4cmp(integer, integer);
            CREATE CAST (bigint AS timestamp) WITHOUT FUNCTION;
            CREATE ACCESS METHOD own TYPE INDEX HANDLER bthandler;
            CREATE FUNCTION handler() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';
            CREATE LANGUAGE own HANDLER handler;
            CREATE TEXT SEARCH TEMPLATE template (LEXIZE = dsimple_lexize);
            CREATE TEXT SEARCH DICTIONARY words (TEMPLATE = pg_catalog.simple);
            CREATE TEXT SEARCH PARSER parser (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end,
                LEXTYPES = prsd_lextype);
            CREATE TEXT SEARCH CONFIGURATION search (COPY = simple);
            CREATE FOREIGN DATA WRAPPER wrapper;
            CREATE SERVER far FOREIGN DATA WRAPPER wrapper OPTIONS (host 'none');
            CREATE USER MAPPING FOR reports SERVER far OPTIONS (name 'x');
            CREATE FOREIGN TABLE away (x integer) SERVER far;
            CREATE PUBLICATION p FOR TABLE t (id, name) WHERE (id > 5);
            CREATE SUBSCRIPTION s CONNECTION 'host=none' PUBLICATION q WITH (connect = false);
            CREATE FUNCTION dropped() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
            CREATE EVENT TRIGGER e ON sql_drop EXECUTE FUNCTION dropped();
            ALTER DEFAULT PRIVILEGES FOR ROLE netraven IN SCHEMA other GRANT SELECT ON TABLES TO reports;
            SELECT lo_from_bytea(7, 'large');
            COMMENT ON LARGE OBJECT 7 IS 'a large object';
            COMMENT ON COLUMN t.name IS 'a column; with ''quotes''';
            GRANT SELECT ON LARGE OBJECT 7 TO reports;
            GRANT USAGE ON SCHEMA other TO reports;
            GRANT SELECT (id) ON t TO reports;
            ALTER TABLE t OWNER TO netraven""";

    static final List<String> OF_DATABASE = List.of(
            "ALTER DATABASE whole CONNECTION LIMIT 20",
            "COMMENT ON DATABASE whole IS 'it''s of team network'",
            "ALTER ROLE netraven IN DATABASE whole SET work_mem = '7MB'",
            "ALTER DATABASE whole SET default_transaction_read_only = on",
            "GRANT CONNECT ON DATABASE whole TO reports WITH GRANT OPTION");

    private OneOfEverything() {}
}
