namespace Auditor.Storage;

/// <summary>The tables of the ledger, in the file of the entries, because positions are given to those.</summary>
internal static class LedgerSchema
{
    // A leaf's row stays when its entry is erased; entry_row is never given to another entry, because the newest is not erased.
    // Of a tile the widest is kept: a narrower one is its beginning. Of the checkpoints of an hour the last.
    public const string Script = """
        ALTER TABLE entries ADD COLUMN seal BLOB NOT NULL DEFAULT x'';

        CREATE TABLE leaves (
            position INTEGER PRIMARY KEY,
            entry_row INTEGER NOT NULL UNIQUE,
            entry_id BLOB NOT NULL UNIQUE
        );
        CREATE TABLE refused_entries (
            entry_row INTEGER PRIMARY KEY,
            entry_id BLOB NOT NULL,
            problem TEXT NOT NULL,
            refused_at INTEGER NOT NULL
        );
        CREATE TABLE tiles (
            level INTEGER NOT NULL,
            tile_index INTEGER NOT NULL,
            width INTEGER NOT NULL,
            content BLOB NOT NULL,
            PRIMARY KEY (level, tile_index)
        );
        CREATE TABLE checkpoints (
            hour INTEGER PRIMARY KEY,
            size INTEGER NOT NULL,
            note BLOB NOT NULL,
            signed_at INTEGER NOT NULL
        );
        CREATE INDEX checkpoints_by_size ON checkpoints (size);
        CREATE TABLE log_identity (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            origin TEXT NOT NULL,
            verifier_key TEXT NOT NULL
        );
        CREATE TABLE sequencer_lease (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            token INTEGER NOT NULL,
            holder TEXT NOT NULL,
            expires_at INTEGER NOT NULL
        );
        """;
}
