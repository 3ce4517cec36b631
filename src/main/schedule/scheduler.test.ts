import { describe, expect, it } from 'vitest';
import { ANYTHING, type Changes } from './changes.js';
import { Computer, everyHalfHour, HOUR, MINUTE, profile, settle } from './test-computer.js';
import type { Attempt } from './upcoming.js';

describe('a profile', () => {
  it('that runs every so often runs then, and never by itself otherwise', async () => {
    const computer = new Computer();
    computer.scheduler.update([profile('a', everyHalfHour), profile('b', {})]);
    await computer.pass(70 * MINUTE);
    expect(computer.ran).toEqual(['a schedule 2. 12:30', 'a schedule 2. 13:00']);
  });

  it('makes up once, after a sleep, for all the times that it missed', async () => {
    const computer = new Computer();
    computer.scheduler.update([profile('a', everyHalfHour)]);
    await computer.sleep(10 * HOUR);
    expect(computer.ran).toEqual(['a schedule 2. 22:00']);
    await computer.pass(31 * MINUTE);
    expect(computer.ran).toHaveLength(2);
  });

  it('runs at start if it shall, and not when another profile is saved later', async () => {
    const computer = new Computer();
    const a = profile('a', { atStart: true });
    computer.scheduler.update([a]);
    await computer.pass(MINUTE);
    computer.scheduler.update([a, profile('b', { atStart: true })]);
    await computer.pass(HOUR);
    expect(computer.ran).toEqual(['a start 2. 12:00']);
  });

  it('runs once for a burst of changes, and once more for what changes while it runs', async () => {
    const computer = new Computer();
    computer.scheduler.update([profile('a', { onChange: true })]);
    let finish: (attempt: Attempt) => void = () => undefined;
    computer.attempt = () => new Promise((resolve) => (finish = resolve));
    for (let change = 0; change < 5; change++) computer.watched.get('/a')?.();
    await settle();
    expect(computer.ran).toHaveLength(1);
    computer.watched.get('/a')?.();
    await settle();
    expect(computer.ran).toHaveLength(1);
    finish('done');
    await settle();
    expect(computer.ran).toEqual(['a watch 2. 12:00', 'a watch 2. 12:00']);
  });

  it('waits through quiet hours and runs as they end', async () => {
    const computer = new Computer();
    const quiet = { from: '12:15', to: '15:00' };
    computer.scheduler.update([profile('a', { ...everyHalfHour, quiet })]);
    await computer.pass(4 * HOUR);
    expect(computer.ran).toEqual(['a schedule 2. 15:00', 'a schedule 2. 15:30', 'a schedule 2. 16:00']);
  });

  it('that slept into its quiet hours, or was paused into them, runs as they end', async () => {
    const computer = new Computer();
    const quiet = { from: '13:00', to: '15:00' };
    computer.scheduler.update([profile('a', { ...everyHalfHour, quiet })]);
    await computer.sleep(90 * MINUTE);
    expect(computer.ran).toEqual([]);
    expect(computer.scheduler.status('a').nextMs).toBe(computer.now + 90 * MINUTE);
    await computer.pass(91 * MINUTE);
    expect(computer.ran).toEqual(['a schedule 2. 15:00']);
    await computer.sleep(21 * HOUR + 20 * MINUTE);
    expect(computer.ran).toEqual(['a schedule 2. 15:00', 'a schedule 3. 12:21']);
    computer.scheduler.pauseUntil(computer.now + HOUR);
    await computer.pass(2 * HOUR);
    expect(computer.ran).toHaveLength(2);
    await computer.pass(HOUR);
    expect(computer.ran[2]).toBe('a schedule 3. 15:00');
  });

  it('that waits for its turn when its quiet hours begin runs as they end', async () => {
    const computer = new Computer();
    const finish: (() => void)[] = [];
    computer.attempt = () => new Promise((resolve) => finish.push(() => resolve('done')));
    const quiet = { from: '12:10', to: '13:00' };
    const start = { atStart: true } as const;
    computer.scheduler.update([profile('a', start), profile('b', start), profile('c', { ...start, quiet })]);
    await computer.pass(20 * MINUTE);
    finish[0]?.();
    await computer.pass(HOUR);
    expect(computer.ran).toEqual(['a start 2. 12:00', 'b start 2. 12:00', 'c start 2. 13:00']);
  });

  it('is watched anew where it is given another folder, or other names of its own files', () => {
    const computer = new Computer();
    const a = profile('a', { onChange: true });
    computer.scheduler.update([a]);
    computer.scheduler.update([a]);
    computer.scheduler.update([{ ...a, ownNames: 'ek_*' }]);
    computer.scheduler.update([{ ...a, ownNames: 'ek_*', localFolder: '/other' }]);
    expect(computer.ownNames).toEqual(['.evenkeel-*', 'ek_*', 'ek_*']);
    expect([...computer.watched.keys()]).toEqual(['/other']);
  });

  it('waits on battery where it shall, and runs when there is power again', async () => {
    const computer = new Computer();
    computer.onBattery = true;
    computer.scheduler.update([
      profile('a', { ...everyHalfHour, onBattery: false }),
      profile('b', everyHalfHour),
    ]);
    await computer.pass(45 * MINUTE);
    expect(computer.ran).toEqual(['b schedule 2. 12:30']);
    computer.onBattery = false;
    computer.scheduler.check();
    await settle();
    expect(computer.ran).toEqual(['b schedule 2. 12:30', 'a schedule 2. 12:45']);
  });

  it('waits on a metered connection where it shall, says so, and runs when there is another', async () => {
    const computer = new Computer();
    computer.metered = true;
    computer.scheduler.update([
      profile('a', { ...everyHalfHour, onMetered: false }),
      profile('b', everyHalfHour),
    ]);
    await computer.pass(45 * MINUTE);
    expect(computer.ran).toEqual(['b schedule 2. 12:30']);
    expect(computer.scheduler.waiting).toEqual([
      { profileId: 'a', cause: 'schedule', waitsFor: { kind: 'unmetered' } },
    ]);
    computer.metered = false;
    computer.scheduler.check();
    await settle();
    expect(computer.ran).toEqual(['b schedule 2. 12:30', 'a schedule 2. 12:45']);
  });

  it('runs when what it waits for appears, even while a retry is pending, and once more for each time', async () => {
    const computer = new Computer();
    const { scheduler } = computer;
    computer.attempt = () => 'failed';
    scheduler.update([profile('a', { onAppear: { kind: 'volume', label: 'CAMERA' } }), profile('b', {})]);
    await computer.pass(HOUR);
    expect(computer.ran).toEqual([]);
    scheduler.placeAppeared('a');
    scheduler.placeAppeared('b');
    await computer.pass(MINUTE / 2);
    computer.attempt = () => 'done';
    scheduler.placeAppeared('a');
    await computer.pass(HOUR);
    expect(computer.ran).toEqual(['a drive 2. 13:00', 'a drive 2. 13:00']);
  });

  it('that failed is tried again with growing pauses, and as usual once it has worked', async () => {
    const computer = new Computer();
    computer.attempt = () => 'failed';
    computer.scheduler.update([profile('a', { regular: { kind: 'every', minutes: 600 }, atStart: true })]);
    await computer.pass(2.5 * HOUR);
    expect(computer.ran.map((line) => line.slice(-5))).toEqual([
      '12:00',
      '12:01',
      '12:06',
      '12:21',
      '13:21',
      '14:21',
    ]);
    expect(computer.scheduler.status('a').failures).toBe(6);
    computer.attempt = () => 'done';
    await computer.pass(HOUR);
    expect(computer.scheduler.status('a')).toMatchObject({ failures: 0, running: false });
  });

  it('that failed is tried again as soon as the network is back', async () => {
    const computer = new Computer();
    computer.attempt = () => 'failed';
    computer.scheduler.update([profile('a', { regular: { kind: 'every', minutes: 600 }, atStart: true })]);
    await computer.pass(30 * MINUTE);
    const tries = computer.ran.length;
    computer.scheduler.networkIsBack();
    await computer.pass(1);
    expect(computer.ran).toHaveLength(tries + 1);
  });

  it('that has worked, or was refused, does not run because the network is back', async () => {
    const computer = new Computer();
    computer.attempt = (id) => (id === 'b' ? 'refused' : 'done');
    const hourly = { regular: { kind: 'every', minutes: 60 }, atStart: true } as const;
    computer.scheduler.update([profile('a', hourly), profile('b', hourly)]);
    await computer.pass(MINUTE);
    computer.scheduler.networkIsBack();
    await computer.pass(MINUTE);
    expect(computer.ran).toHaveLength(2);
  });

  it('that was refused, as with a wrong password, is not tried again before a person has done something', async () => {
    const computer = new Computer();
    computer.attempt = () => 'refused';
    const a = profile('a', { ...everyHalfHour, onChange: true });
    computer.scheduler.update([a]);
    await computer.pass(5 * HOUR);
    computer.watched.get('/a')?.();
    // The attempt that was refused is on record as its last run.
    computer.scheduler.update([{ ...a, lastMs: computer.now }]);
    await computer.pass(HOUR);
    expect(computer.ran).toEqual(['a schedule 2. 12:30']);
    computer.attempt = () => 'done';
    computer.scheduler.update([{ ...a, version: 'another user name' }]);
    await computer.pass(31 * MINUTE);
    expect(computer.ran).toHaveLength(2);
  });

  it('that was refused is tried again once a person has compared it, or given it another folder', async () => {
    const computer = new Computer();
    const [a, b] = [profile('a', everyHalfHour), profile('b', everyHalfHour)];
    computer.attempt = () => 'refused';
    computer.scheduler.update([a, b]);
    await computer.pass(HOUR);
    expect(computer.ran).toEqual(['a schedule 2. 12:30', 'b schedule 2. 12:30']);
    computer.attempt = () => 'done';
    computer.scheduler.worked('a');
    computer.scheduler.update([a, { ...b, localFolder: '/other', version: 'another folder' }]);
    await computer.pass(31 * MINUTE);
    expect(computer.ran.slice(2)).toEqual(['a schedule 2. 13:30', 'b schedule 2. 13:30']);
    // Of one that is well, it changes nothing.
    computer.scheduler.worked('a');
    expect(computer.scheduler.status('a').nextMs).toBe(computer.now + 29 * MINUTE);
  });

  it('makes up at start, once, for a time that passed while the application was closed', async () => {
    const computer = new Computer();
    const daily = profile('a', { regular: { kind: 'daily', at: '07:30', days: [0, 1, 2, 3, 4, 5, 6] } });
    computer.scheduler.update([{ ...daily, lastMs: computer.now - 24 * HOUR }]);
    await computer.pass(MINUTE);
    expect(computer.ran).toEqual(['a schedule 2. 12:00']);
    await computer.pass(24 * HOUR);
    expect(computer.ran).toEqual(['a schedule 2. 12:00', 'a schedule 3. 07:30']);
  });

  it('waits for its first time where it was just given a schedule, however long ago it ran', async () => {
    const computer = new Computer();
    computer.scheduler.update([]);
    computer.scheduler.update([{ ...profile('a', everyHalfHour), lastMs: computer.now - 24 * HOUR }]);
    await computer.pass(29 * MINUTE);
    expect(computer.ran).toEqual([]);
    await computer.pass(2 * MINUTE);
    expect(computer.ran).toHaveLength(1);
  });

  it('in which somebody works is tried again in a minute', async () => {
    const computer = new Computer();
    computer.attempt = () => 'busy';
    computer.scheduler.update([profile('a', { atStart: true })]);
    await computer.pass(2.5 * MINUTE);
    expect(computer.ran.map((line) => line.slice(-5))).toEqual(['12:00', '12:01', '12:02']);
  });

  it('is left alone once it was deleted, or runs by hand again', async () => {
    const computer = new Computer();
    computer.scheduler.update([
      profile('a', { ...everyHalfHour, onChange: true }),
      profile('b', everyHalfHour),
    ]);
    computer.scheduler.update([profile('b', {})]);
    await computer.pass(3 * HOUR);
    expect(computer.ran).toEqual([]);
    expect(computer.watched.size).toBe(0);
    expect(computer.timers.size).toBe(0);
  });

  it('keeps its time when something else about it is saved', async () => {
    const computer = new Computer();
    computer.scheduler.update([profile('a', everyHalfHour)]);
    await computer.pass(20 * MINUTE);
    computer.scheduler.update([profile('a', everyHalfHour)]);
    await computer.pass(11 * MINUTE);
    expect(computer.ran).toEqual(['a schedule 2. 12:30']);
  });
});

describe('several profiles', () => {
  it('run two at once, the others in turn, never one twice at once', async () => {
    const computer = new Computer();
    const finish: (() => void)[] = [];
    computer.attempt = () => new Promise((resolve) => finish.push(() => resolve('done')));
    computer.scheduler.update(['a', 'b', 'c'].map((id) => profile(id, { ...everyHalfHour, atStart: true })));
    await computer.pass(HOUR);
    expect(computer.ran).toEqual(['a start 2. 12:00', 'b start 2. 12:00']);
    expect(computer.scheduler.status('c')).toMatchObject({ waiting: true, running: false });
    finish[0]?.();
    await settle();
    expect(computer.ran.at(-1)).toBe('c start 2. 13:00');
  });

  it('pause together until a time, and then make up once for what was due', async () => {
    const computer = new Computer();
    computer.scheduler.update([profile('a', everyHalfHour), profile('b', { onChange: true })]);
    computer.scheduler.pauseUntil(computer.now + 2 * HOUR);
    computer.watched.get('/b')?.();
    await computer.pass(119 * MINUTE);
    expect(computer.ran).toEqual([]);
    await computer.pass(2 * MINUTE);
    expect(computer.ran).toEqual(['a schedule 2. 14:00', 'b watch 2. 14:00']);
  });

  it('that was saved into is looked at there only, and as a whole once an hour, after a failure and after a sleep', async () => {
    const computer = new Computer();
    const saved = (...paths: readonly string[]): Changes => ({ kind: 'items', paths });
    computer.scheduler.update([profile('a', { onChange: true })]);
    const save = async (...paths: readonly string[]): Promise<Changes | undefined> => {
      computer.watched.get('/a')?.(saved(...paths));
      await computer.pass(MINUTE / 2);
      return computer.looked.at(-1);
    };
    expect(await save('x')).toEqual(ANYTHING);
    expect(await save('x')).toEqual(saved('x'));
    expect(await save('d/y', 'd')).toEqual(saved('d'));

    computer.attempt = () => 'failed';
    expect(await save('x')).toEqual(saved('x'));
    computer.attempt = () => 'done';
    await computer.pass(5 * MINUTE);
    expect(computer.looked.at(-1)).toEqual(ANYTHING);
    expect(await save('x')).toEqual(saved('x'));

    computer.scheduler.missedChanges();
    expect(await save('x')).toEqual(ANYTHING);
    await computer.pass(HOUR);
    expect(await save('x')).toEqual(ANYTHING);
  });

  it('that left something, or was stopped, is looked at as a whole the next time, but no sooner', async () => {
    const computer = new Computer();
    computer.scheduler.update([profile('a', { onChange: true })]);
    const save = async (): Promise<Changes | undefined> => {
      computer.watched.get('/a')?.({ kind: 'items', paths: ['x'] });
      await computer.pass(MINUTE / 2);
      return computer.looked.at(-1);
    };
    await save();
    computer.attempt = () => 'partly';
    expect((await save())?.kind).toBe('items');
    computer.attempt = () => 'done';
    const before = computer.ran.length;
    await computer.pass(HOUR / 2);
    expect(computer.ran).toHaveLength(before);
    expect((await save())?.kind).toBe('anything');
    expect((await save())?.kind).toBe('items');
  });

  it('whose folder changes again and again while its server is away waits no longer for that', async () => {
    const computer = new Computer();
    computer.attempt = () => 'failed';
    computer.scheduler.update([profile('a', { onChange: true })]);
    for (let change = 0; change < 6; change += 1) {
      computer.watched.get('/a')?.();
      await computer.pass(1_000);
    }
    expect(computer.scheduler.status('a').failures).toBe(1);
    computer.attempt = () => 'done';
    const before = computer.ran.length;
    await computer.pass(MINUTE);
    expect(computer.ran).toHaveLength(before + 1);
    expect(computer.scheduler.status('a').failures).toBe(0);
  });

  it('that was saved into while it ran is looked at there afterwards', async () => {
    const computer = new Computer();
    computer.scheduler.update([profile('a', { onChange: true })]);
    computer.watched.get('/a')?.();
    await computer.pass(MINUTE);
    let end: (attempt: Attempt) => void = () => undefined;
    computer.attempt = () => new Promise((resolve) => (end = resolve));
    computer.watched.get('/a')?.({ kind: 'items', paths: ['x'] });
    await computer.pass(MINUTE);
    computer.watched.get('/a')?.({ kind: 'items', paths: ['y'] });
    computer.attempt = () => 'done';
    end('done');
    await computer.pass(MINUTE);
    expect(computer.looked.slice(-2)).toEqual([
      { kind: 'items', paths: ['x'] },
      { kind: 'items', paths: ['y'] },
    ]);
  });

  it('S1: nothing runs after the end', async () => {
    const computer = new Computer();
    computer.scheduler.update([profile('a', { ...everyHalfHour, onChange: true })]);
    const changedLate = computer.watched.get('/a');
    computer.scheduler.end();
    changedLate?.();
    computer.scheduler.update([profile('a', { ...everyHalfHour, onChange: true })]);
    await computer.pass(10 * HOUR);
    expect(computer.ran).toEqual([]);
    expect(computer.timers.size).toBe(0);
    expect(computer.watched.size).toBe(0);
  });
});
