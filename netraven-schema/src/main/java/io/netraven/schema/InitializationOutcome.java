package io.netraven.schema;

/** What {@link SchemaEngine#initialize()} or {@link SchemaEngine#upgrade()} found and did. */
public enum InitializationOutcome {
    /** No table of the model was there; all were made. */
    CREATED,
    /** Every table that was there is as the model asks; tables that no release had made before were added. */
    EXTENDED,
    /** Existing tables were altered, without data loss, and missing ones added; lost ones were made again, empty. */
    UPGRADED,
    /** All tables were there and as the model asks, but this release had not recorded them; now it has. */
    ADOPTED,
    /** Nothing was to be made. */
    UP_TO_DATE
}
