import { mkdir, readdir, rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CommandLine } from '../support/command-line.js';

let line: CommandLine;
beforeAll(async () => {
  line = await CommandLine.build('here');
});
afterAll(() => line.remove());
beforeEach(async () => {
  for (const folder of ['home', 'server']) await mkdir(line.path(folder));
});
afterEach(async () => {
  for (const folder of ['home', 'server']) await rm(line.path(folder), { recursive: true });
});

describe('what Evenkeel keeps for itself in a synchronized folder', () => {
  it('is never copied from the folder that --state-dir names, which may hold other things', async () => {
    await line.put('home', { 'st/mine.txt': 'mine', 'st/state/keep': 'x' });
    const words = ['sync', '--state-dir', 'home/st', '--log', 'home/run.log', 'home', 'server'];
    for (let run = 0; run < 2; run += 1) expect(await line.run(words)).toMatchObject({ code: 0 });
    expect(await line.tree('server')).toEqual({ st: null, 'st/mine.txt': 'mine' });
    expect(await readdir(line.path('home', 'st', 'state'))).not.toEqual(['keep']);
  });

  it('is never copied from the home folder, whichever side that is, nor deleted to match the other one', async () => {
    await line.put('home', { 'a.txt': 'a', '.config/other': 'o' });
    const env = { XDG_CONFIG_HOME: line.path('home', '.config') };
    await line.run(['sync', 'home', 'server'], { env });
    expect(await line.tree('server')).toEqual({ 'a.txt': 'a', '.config': null, '.config/other': 'o' });
    await line.put('server', { '.config/Evenkeel/state/old.sqlite': 'from a run of an earlier version' });
    expect(await line.run(['sync', 'server', 'home'], { env })).toMatchObject({ code: 0 });
    const mirror = ['upload', '--delete', '--delete-unmatched', '--force', '--yes', 'server', 'home'];
    expect(await line.run(mirror, { env })).toMatchObject({ code: 0 });
    const kept = await readdir(line.path('home', '.config', 'Evenkeel', 'state'));
    expect(kept.filter((name) => name.endsWith('.sqlite')).length).toBeGreaterThan(0);
    expect(kept).not.toContain('old.sqlite');
  });
});
