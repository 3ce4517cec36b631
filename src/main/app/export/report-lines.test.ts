import { describe, expect, it } from 'vitest';
import { NO_OUTCOMES, type ItemOutcome, type RunSummary } from '../../../shared/run/run.js';
import { csvField, reportChunks, type ReportFormat } from './report-lines.js';

const summary: RunSummary = {
  runId: 'r',
  profileId: 'p',
  trigger: 'window',
  dryRun: false,
  startedMs: 0,
  finishedMs: 1000,
  end: { kind: 'finished' },
  counts: { ...NO_OUTCOMES, done: 1, failed: 1 },
  bytes: 1500,
  unreached: { items: 0, bytes: 0 },
};
const ITEMS: readonly ItemOutcome[] = [
  {
    path: 'a "quoted", name.txt',
    action: { kind: 'copy', to: 'remote', replaces: false },
    outcome: { kind: 'done' },
    bytes: 1500,
  },
  {
    path: '=HYPERLINK("x")',
    action: { kind: 'delete', on: 'local' },
    outcome: {
      kind: 'failed',
      problem: { kind: 'no-space', what: 'The disk is full.', advice: 'Free some.' },
    },
    bytes: 0,
  },
];

async function written(format: ReportFormat): Promise<string> {
  let whole = '';
  for await (const chunk of reportChunks(format, { profile: 'Site', summary }, each())) whole += chunk;
  return whole;
}

// eslint-disable-next-line @typescript-eslint/require-await -- nothing has to be waited for to have them
async function* each(): AsyncGenerator<ItemOutcome> {
  yield* ITEMS;
}

describe('the report of a run as a file', () => {
  it('is a table that spreadsheets read, in which no name is a formula', async () => {
    expect(await written('csv')).toBe(
      '\uFEFFpath,action,result,bytes,reason,advice\r\n' +
        '"a ""quoted"", name.txt",upload,Done,1500,,\r\n' +
        `"'=HYPERLINK(""x"")",delete on the local side,Failed,0,The disk is full.,Free some.\r\n`,
    );
  });

  it('is JSON with the summary and every item exactly as it is on record', async () => {
    expect(JSON.parse(await written('json'))).toEqual({ profile: 'Site', summary, items: ITEMS });
  });

  it('is text with the reasons below the items', async () => {
    const text = await written('txt');
    expect(text).toContain('Site: 1 item synced (1.5 kB), 1 failed.\n');
    expect(text).toContain(
      'Failed: =HYPERLINK("x"): delete on the local side\n    The disk is full.\n    Free some.\n',
    );
  });

  it.each(['+1', '-1', '@x', '\tx'])('keeps %j from being a formula', (value) => {
    expect(csvField(value).startsWith("'")).toBe(true);
  });
});
