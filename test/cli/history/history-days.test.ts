import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CommandLine } from '../support/command-line.js';

let line: CommandLine;
beforeAll(async () => {
  line = await CommandLine.build('here');
});
afterAll(() => line.remove());

async function runsKept(): Promise<number> {
  const { out } = await line.run(['history', '--limit', '1000', '--json', 'a', 'b']);
  return out.split('\n').filter((event) => event.includes('"kind":"past-run"')).length;
}

it('the command line keeps runs for as long as the settings of the application say', async () => {
  await mkdir(line.path('b'));
  await line.put('a', { first: '1' });
  expect(await line.run(['sync', 'a', 'b'])).toMatchObject({ code: 0 });
  const folder = line.path('config', 'Evenkeel');
  const file = (await readdir(join(folder, 'state'))).find((name) => name.endsWith('.sqlite')) ?? '';
  const db = new DatabaseSync(join(folder, 'state', file));
  // The same run sixty times more, all of them a hundred days ago.
  db.exec(`WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 60)
    INSERT INTO run (id, started_ms, summary, start) SELECT id || n, started_ms, summary, start FROM run, n`);
  db.exec(
    `INSERT INTO run_item (run, item) SELECT run.id, item FROM run, run_item WHERE run.id <> run_item.run`,
  );
  db.exec('UPDATE run SET started_ms = started_ms - 100 * 86400000');
  db.close();

  await writeFile(join(folder, 'settings.json'), JSON.stringify({ historyDays: 365 }));
  await line.put('a', { second: '2' });
  await line.run(['sync', 'a', 'b']);
  expect(await runsKept()).toBe(62);
  await rm(join(folder, 'settings.json'));
  await line.put('a', { third: '3' });
  await line.run(['sync', 'a', 'b']);
  expect(await runsKept()).toBe(50);
});
