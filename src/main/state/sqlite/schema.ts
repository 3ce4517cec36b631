/**
 * The schema, as the steps that lead to it. A step that has shipped is never edited: what follows is a new step.
 * SQLite's `user_version` counts the steps that a file has been through.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE pair (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    token TEXT NOT NULL,
    established INTEGER NOT NULL DEFAULT 0
  ) STRICT;

  -- What each side reported for each path when both were last in sync. Sizes are null for folders, times where
  -- the side does not tell them. Clustered by folder, because a scan asks folder by folder.
  CREATE TABLE baseline (
    pair INTEGER NOT NULL REFERENCES pair (id),
    folder TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('file', 'folder')),
    local_size INTEGER, local_ms REAL, local_precision REAL,
    remote_size INTEGER, remote_ms REAL, remote_precision REAL,
    PRIMARY KEY (pair, folder, name)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE intent (
    pair INTEGER NOT NULL REFERENCES pair (id),
    path TEXT NOT NULL,
    to_side TEXT NOT NULL CHECK (to_side IN ('local', 'remote')),
    size INTEGER NOT NULL, ms REAL, precision REAL,
    proof TEXT NOT NULL,
    PRIMARY KEY (pair, path)
  ) STRICT, WITHOUT ROWID;

  -- A run without a summary was cut off.
  CREATE TABLE run (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    started_ms INTEGER NOT NULL,
    summary TEXT
  ) STRICT;

  CREATE TABLE run_item (
    run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    seq INTEGER PRIMARY KEY,
    item TEXT NOT NULL
  ) STRICT;
  CREATE INDEX run_item_of_run ON run_item (run, seq);

  -- S4: what a run changed, recorded before it is done, and completed after. What was kept of it lies under kept_as.
  CREATE TABLE change (
    seq INTEGER PRIMARY KEY,
    pair INTEGER NOT NULL REFERENCES pair (id),
    run TEXT NOT NULL,
    noted_ms INTEGER NOT NULL,
    detail TEXT NOT NULL,
    after TEXT,
    kept_side TEXT CHECK (kept_side IN ('local', 'remote')),
    kept_as TEXT,
    kept_size INTEGER
  ) STRICT;
  CREATE INDEX change_of_run ON change (run, seq);
  CREATE INDEX change_with_version ON change (pair, seq) WHERE kept_as IS NOT NULL;
  `,
  // How often the baseline was changed, so that a saved plan knows whether it has moved on.
  `ALTER TABLE pair ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;`,
  // Permissions as each side reported them, where they are kept; and of what is on record as a file but is a symbolic link, its target.
  `ALTER TABLE baseline ADD COLUMN local_mode INTEGER;
   ALTER TABLE baseline ADD COLUMN remote_mode INTEGER;
   ALTER TABLE baseline ADD COLUMN link TEXT;`,
  // Times to the nanosecond: what of them is less than a millisecond. And what was modified so shortly before it was recorded that its
  // time proves nothing: on which sides (1 local, 2 remote), and the SHA-256 of what was in it.
  `ALTER TABLE baseline ADD COLUMN local_ns INTEGER;
   ALTER TABLE baseline ADD COLUMN remote_ns INTEGER;
   ALTER TABLE baseline ADD COLUMN unproven INTEGER;
   ALTER TABLE baseline ADD COLUMN sha256 TEXT;
   ALTER TABLE intent ADD COLUMN ns INTEGER;`,
  // What is known of a run when it begins, as JSON: what started it, and what it sets out to do.
  `ALTER TABLE run ADD COLUMN start TEXT;`,
  // What each side calls a file itself, under whichever name it lies.
  `ALTER TABLE baseline ADD COLUMN local_id TEXT;
   ALTER TABLE baseline ADD COLUMN remote_id TEXT;`,
  // S12: the filters of the local ignore file that count (null: none were ever recorded), and whether a run has changed that file since.
  `ALTER TABLE pair ADD COLUMN ignore_text TEXT;
   ALTER TABLE pair ADD COLUMN ignore_brought INTEGER NOT NULL DEFAULT 0;`,
  // Of a folder that stays on one side because of excluded files in it: 1 once a run has told that.
  `ALTER TABLE baseline ADD COLUMN kept_told INTEGER;`,
  // S9: the spelling in which a side lists what was given this name there; unseen where no listing since has told. A row outlives the file:
  // what an undo brings back is listed as before.
  `
  CREATE TABLE name_habit (
    pair INTEGER NOT NULL REFERENCES pair (id),
    folder TEXT NOT NULL,
    name TEXT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('local', 'remote')),
    listed_as TEXT,
    unseen INTEGER NOT NULL,
    PRIMARY KEY (pair, folder, name, side)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX unseen_name ON name_habit (pair, side, folder) WHERE unseen = 1;
  `,
  // S3: big files whose transfer has begun, so that the next run can go on with what there is of them; the source as JSON.
  `
  CREATE TABLE part (
    pair INTEGER NOT NULL REFERENCES pair (id),
    path TEXT NOT NULL,
    to_side TEXT NOT NULL CHECK (to_side IN ('local', 'remote')),
    temporary TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (pair, path)
  ) STRICT, WITHOUT ROWID;
  `,
  // Texts as both sides had them when they were last in sync, for merging what both have changed since: what each side reported then as JSON,
  // the bytes of the text, and the text itself, deflated. The lowest numbers are the oldest.
  `
  CREATE TABLE text (
    seq INTEGER PRIMARY KEY,
    pair INTEGER NOT NULL REFERENCES pair (id),
    path TEXT NOT NULL,
    sides TEXT NOT NULL,
    size INTEGER NOT NULL,
    content BLOB NOT NULL,
    UNIQUE (pair, path)
  ) STRICT;
  `,
  // S8: folders in which another volume lay when the last run began, by sides, as JSON.
  `ALTER TABLE pair ADD COLUMN volumes TEXT;`,
];
