import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { ServerFindings, ServerFindingsStore } from '../../shared/connection/server-findings.js';

const FILE = 'servers.json';

/** How long a finding holds: servers and the routers on the way to them are replaced. */
const KEPT_MS = 90 * 86_400_000;

/** Servers that are kept on record; the oldest are dropped. */
const MOST = 500;

const FindingsSchema = v.record(
  v.string(),
  v.object({
    atMs: v.number(),
    single: v.optional(v.boolean()),
    extended: v.optional(v.boolean()),
    confirms: v.optional(v.boolean()),
    ahead: v.optional(v.boolean()),
    refused: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
    features: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(200))), v.maxLength(50))),
  }),
);
type Findings = v.InferOutput<typeof FindingsSchema>;

/** What is on record of one server, for one session. */
export interface OpenServerFindings extends ServerFindingsStore {
  /** Resolves when what was recorded is on the disk. Never rejects: what is lost is found out again. */
  readonly saved: () => Promise<void>;
}

/**
 * Reads what is on record of `server`, as `host:port`, in the folder of `stateFile`: one file for all pairs of folders, because it is
 * true of the server and the way to it. A file that cannot be read says nothing.
 */
export async function openServerFindings(
  stateFile: string,
  server: string,
  nowMs: number,
): Promise<OpenServerFindings> {
  const file = join(dirname(stateFile), FILE);
  const found = (await readFindings(file))[server];
  let saving = Promise.resolve();
  const save = async (findings: ServerFindings): Promise<void> => {
    const all = await readFindings(file);
    const merged = { ...all, [server]: { ...all[server], ...findings, atMs: nowMs } };
    const newest = Object.entries(merged)
      .sort(([, one], [, other]) => other.atMs - one.atMs)
      .slice(0, MOST);
    const temporary = `${file}.${randomUUID()}`;
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(temporary, JSON.stringify(Object.fromEntries(newest)), { mode: 0o600 });
    await rename(temporary, file);
  };
  return {
    known: found !== undefined && nowMs - found.atMs < KEPT_MS ? found : {},
    record: (findings) => {
      saving = saving.then(() => save(findings)).catch(() => undefined);
    },
    saved: () => saving,
  };
}

async function readFindings(file: string): Promise<Findings> {
  try {
    return v.parse(FindingsSchema, JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return {};
  }
}
