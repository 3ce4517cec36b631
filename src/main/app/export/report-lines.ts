import type { ItemOutcome, RunSummary } from '../../../shared/run/run.js';
import { exportText } from './text.js';

/** The forms in which a report can be written. */
export type ReportFormat = keyof typeof exportText.formats;

/** What is written, and of whom. */
export interface ReportedRun {
  readonly profile: string;
  readonly summary: RunSummary;
}

/** The report of a run in chunks, each made when it is asked for, so that no report is ever held as a whole. */
export function reportChunks(
  format: ReportFormat,
  run: ReportedRun,
  items: AsyncIterable<ItemOutcome>,
): AsyncIterable<string> {
  switch (format) {
    case 'csv':
      return csv(items);
    case 'json':
      return json(run, items);
    case 'txt':
      return text(run, items);
  }
}

const COLUMNS = ['path', 'action', 'result', 'bytes', 'reason', 'advice'] as const;

async function* csv(items: AsyncIterable<ItemOutcome>): AsyncGenerator<string> {
  // With this mark a spreadsheet reads it as UTF-8.
  yield `\uFEFF${COLUMNS.join(',')}\r\n`;
  for await (const { path, action, outcome, bytes } of items) {
    const problem = 'problem' in outcome ? outcome.problem : undefined;
    const fields = [
      path,
      exportText.action(action),
      exportText.results[outcome.kind],
      String(bytes),
      problem?.what ?? '',
      problem?.advice ?? '',
    ];
    yield `${fields.map(csvField).join(',')}\r\n`;
  }
}

/** A field of a table. A name that a spreadsheet would take for a formula is made plain text: names come from the other side (S9). */
export function csvField(value: string): string {
  const plain = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

async function* json(run: ReportedRun, items: AsyncIterable<ItemOutcome>): AsyncGenerator<string> {
  yield `{"profile":${JSON.stringify(run.profile)},"summary":${JSON.stringify(run.summary)},"items":[`;
  let first = true;
  for await (const item of items) {
    yield `${first ? '\n' : ',\n'}${JSON.stringify(item)}`;
    first = false;
  }
  yield '\n]}\n';
}

async function* text(
  { profile, summary }: ReportedRun,
  items: AsyncIterable<ItemOutcome>,
): AsyncGenerator<string> {
  yield `${exportText.heading(profile, summary)}\n\n`;
  for await (const item of items) yield `${exportText.line(item)}\n`;
}
