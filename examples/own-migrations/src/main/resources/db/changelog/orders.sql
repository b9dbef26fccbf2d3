--liquibase formatted sql

--changeset orders:1
CREATE TABLE orders (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_orders PRIMARY KEY,
    device_id uuid NOT NULL CONSTRAINT fk_orders_device REFERENCES netraven.devices (id) ON DELETE CASCADE
);
