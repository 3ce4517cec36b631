import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { dialog, type BrowserWindow } from 'electron';
import { formatDay } from '../../../shared/format/time.js';
import { refused, type Answer } from '../../../shared/ipc.js';
import { ProblemError, problemOf } from '../../../shared/problem-error.js';
import type { ProfileId } from '../../../shared/profile/profile.js';
import type { ItemOutcome, RunId } from '../../../shared/run/run.js';
import type { ProfileService } from '../profiles/profile-service.js';
import { fileNameOf } from '../file-name.js';
import { reportChunks, type ReportedRun, type ReportFormat } from './report-lines.js';
import { exportText as text } from './text.js';

const FORMATS = ['csv', 'json', 'txt'] as const satisfies readonly ReportFormat[];

/** How many items are read at once. */
const PAGE = 1_000;

/** Asks where to, and writes the report of a run there; its ending says in which form. Resolves with the file's name. Never rejects. */
export async function exportReport(
  service: ProfileService,
  id: ProfileId,
  runId: RunId,
  owner: BrowserWindow | undefined,
): Promise<Answer<string | null>> {
  const run = await service.history.runOf(id, runId);
  if (run.kind === 'refused') return run;
  const summary = run.value?.summary;
  if (summary === undefined || owner === undefined) return refused({ kind: 'invalid', ...text.notEnded });
  const profile = service.ownerOf(id)?.name ?? id;
  const name = text.fileName(profile, formatDay(summary.startedMs));
  const chosen = await dialog.showSaveDialog(owner, {
    title: text.title,
    defaultPath: `${fileNameOf(name)}.csv`,
    filters: FORMATS.map((format) => ({ name: text.formats[format], extensions: [format] })),
  });
  if (chosen.canceled || chosen.filePath === '') return { kind: 'ok', value: null };
  const format = FORMATS.find((one) => extname(chosen.filePath).toLowerCase() === `.${one}`) ?? 'csv';
  try {
    await writeReport(chosen.filePath, format, { profile, summary }, itemsOf(service, id, runId));
    return { kind: 'ok', value: basename(chosen.filePath) };
  } catch (error) {
    if (error instanceof ProblemError) return refused(problemOf(error));
    const what = text.failed.what(basename(chosen.filePath));
    return refused({ kind: 'other', what, advice: text.failed.advice });
  }
}

/** The file appears whole or not at all. */
async function writeReport(
  file: string,
  format: ReportFormat,
  run: ReportedRun,
  items: AsyncIterable<ItemOutcome>,
): Promise<void> {
  const beside = `${file}.${process.pid}.part`;
  try {
    await pipeline(
      Readable.from(reportChunks(format, run, items)),
      createWriteStream(beside, { mode: 0o600 }),
    );
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Every item of a run, what needs somebody first. Rejects with a `ProblemError` where the record cannot be read. */
async function* itemsOf(service: ProfileService, id: ProfileId, runId: RunId): AsyncGenerator<ItemOutcome> {
  for (const only of [['failed'], ['skipped'], ['done']] as const) {
    let after: number | undefined = 0;
    while (after !== undefined) {
      const page = await service.history.outcomesOf(id, runId, { after, limit: PAGE, only });
      if (page.kind === 'refused') throw new ProblemError(page.problem);
      yield* page.value.items;
      after = page.value.next;
    }
  }
}
