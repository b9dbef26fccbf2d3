CREATE EXTENSION IF NOT EXISTS pgcrypto SCHEMA public;
CREATE EXTENSION IF NOT EXISTS "uuid-ossp" SCHEMA public;
CREATE SCHEMA IF NOT EXISTS netraven;
DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = netraven, public', current_database()); END $$;
