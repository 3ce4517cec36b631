import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { DialogueLog } from './dialogue-log.js';

setFlagsFromString('--expose-gc');
const collectGarbage = v.parse(
  v.custom<() => void>((it) => typeof it === 'function'),
  runInNewContext('gc'),
);

const texts = (log: DialogueLog, of: 'run' | 'comparison', after = 0, limit = 10_000) =>
  log.read('p', of, 1, after, limit).lines.map(({ text }) => text);

describe('the dialogue log', () => {
  it('keeps the last run beside the last comparison', () => {
    const log = new DialogueLog();
    log.begin('p', 'run')('> STOR a.txt');
    log.begin('p', 'comparison')('> MLSD');
    expect(log.read('p', 'run', 0, 0, 10)).toMatchObject({ dialogue: 1, lines: [{ text: '> STOR a.txt' }] });
    expect(log.read('p', 'comparison', 0, 0, 10)).toMatchObject({ dialogue: 2, lines: [{ text: '> MLSD' }] });
    log.begin('p', 'run');
    expect(log.read('p', 'run', 1, 1, 10)).toMatchObject({ dialogue: 3, lines: [] });
  });

  it('tells what came after a line, a page at a time', () => {
    const log = new DialogueLog();
    const say = log.begin('p', 'run');
    for (const line of ['a', 'b', 'c', 'd']) say(line);
    expect(texts(log, 'run', 1, 2)).toEqual(['b', 'c']);
    expect(texts(log, 'run', 4)).toEqual([]);
  });

  it('keeps no more than the last lines, however many there are, and no endless ones', () => {
    const log = new DialogueLog();
    const say = log.begin('p', 'run');
    for (let count = 1; count <= 7_001; count += 1) say(`line ${count}`);
    const kept = texts(log, 'run');
    expect(kept).toHaveLength(3_000);
    expect(kept[0]).toBe('line 4002');
    expect(kept.at(-1)).toBe('line 7001');
    say('x'.repeat(5_000));
    expect(texts(log, 'run', 7_001)).toEqual([`${'x'.repeat(1_000)}…`]);
  });

  it('keeps nothing of a reply but the lines themselves', () => {
    const log = new DialogueLog();
    const say = log.begin('p', 'run');
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    for (let reply = 0; reply < 60; reply += 1) {
      const text = Buffer.alloc(1_000_000, `${reply} `).toString('latin1');
      say(text);
      say(text.slice(500, 540));
    }
    collectGarbage();
    expect(texts(log, 'run')).toHaveLength(120);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(20_000_000);
  });

  it('leaves out what SSH says of every piece of a file', () => {
    const log = new DialogueLog();
    const say = log.begin('p', 'run');
    for (const line of ['Handshake completed', 'Outbound: Sending CHANNEL_DATA (r:0, 32768)']) say(line);
    expect(texts(log, 'run')).toEqual(['Handshake completed']);
  });

  it('has nothing of a profile that was never connected, or is forgotten', () => {
    const log = new DialogueLog();
    expect(log.read('p', 'run', 0, 0, 10)).toEqual({ dialogue: 0, beganMs: 0, lines: [] });
    log.begin('p', 'run')('> QUIT');
    log.forget('p');
    expect(texts(log, 'run')).toEqual([]);
  });
});
