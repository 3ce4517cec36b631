import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { startScriptedFtp, type ScriptedFtp } from '../../servers/scripted/scripted-ftp.js';
import { CommandLine } from '../support/command-line.js';

let line: CommandLine;
let root: string;
let server: ScriptedFtp;
beforeAll(async () => {
  line = await CommandLine.build('here');
});
afterAll(() => line.remove());
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'evenkeel-scripted-'));
  server = await startScriptedFtp(root, { losesBursts: true });
});
afterEach(async () => {
  await server.stop();
  await rm(root, { recursive: true, force: true });
});

it.each(['tree', 'scan'])(
  'what %s finds out of a server need not be found out again: that it takes one command at a time',
  async (command) => {
    const address = server.url.replace('://', '://tester@');
    const how = { env: { EVENKEEL_PASSWORD: server.password } };
    expect(await line.run([command, '--connections', '1', address], how)).toMatchObject({ code: 0 });
    const before = server.connections;
    expect(await line.run([command, '--connections', '1', address], how)).toMatchObject({ code: 0 });
    // Nothing is lost and asked for again on a line of its own.
    expect(server.connections - before).toBe(1);
  },
);
