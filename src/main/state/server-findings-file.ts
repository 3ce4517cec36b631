import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { ServerFindings, ServerMemory } from '../../shared/server-findings.js';

const FILE = 'servers.json';

/** How long a finding holds: servers and the routers on the way to them are replaced. */
const KEPT_MS = 90 * 86_400_000;

/** Servers that are remembered; the oldest are forgotten. */
const MOST = 500;

const FindingsSchema = v.record(
  v.string(),
  v.object({
    atMs: v.number(),
    single: v.optional(v.boolean()),
    extended: v.optional(v.boolean()),
    confirms: v.optional(v.boolean()),
  }),
);
type Findings = v.InferOutput<typeof FindingsSchema>;

/** What is remembered of one server, for one session. */
export interface OpenServerMemory extends ServerMemory {
  /** Resolves when what was learnt is on the disk. Never rejects: what is lost is found out again. */
  readonly saved: () => Promise<void>;
}

/**
 * Reads what is remembered of `server`, as `host:port`, in the folder of `stateFile`: one file for all pairs of folders, because it is
 * true of the server and the way to it. A file that cannot be read says nothing.
 */
export async function openServerMemory(
  stateFile: string,
  server: string,
  nowMs: number,
): Promise<OpenServerMemory> {
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
    learn: (findings) => {
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
