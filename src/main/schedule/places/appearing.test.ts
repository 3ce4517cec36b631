import { expect, it } from 'vitest';
import type { AppearingPlace } from '../../../shared/profile/schedule.js';
import { appeared } from './appearing.js';
import { PlaceWatch } from './place-watch.js';
import { labelOf, mountedDevices } from './drive-labels.js';

const CAMERA: AppearingPlace = { kind: 'volume', label: 'CAMERA' };
const OTHER: AppearingPlace = { kind: 'volume', label: 'OTHER' };

it.each([
  ['what was there already', [['a', true]], [['a', true]], []],
  ['what was looked at for the first time', [], [['a', true]], []],
  ['what is still away', [['a', false]], [['a', false]], []],
  ['what went', [['a', true]], [['a', false]], []],
] as const)('%s has not appeared', (_what, before, now, expected) => {
  expect(appeared(new Map(before), new Map(now))).toEqual(expected);
});

it('what was away and is there has appeared', () => {
  const before = new Map([
    ['a', false],
    ['b', false],
  ]);
  expect(appeared(before, new Map([['a', true], ...[...before].slice(1)]))).toEqual(['a']);
});

it('a label is read from the name of its link', () => {
  expect(labelOf('CAMERA')).toBe('CAMERA');
  expect(labelOf('Anna\\x27s\\x20stick')).toBe("Anna's stick");
  expect(labelOf('F\\xc3\\xbc\\xc3\\x9fe')).toBe('Füße');
  expect(labelOf('Füße')).toBe('Füße');
});

it('devices are those of what is mounted, and nothing else', () => {
  const mounts =
    '/dev/sdb1 /media/CAMERA vfat rw 0 0\nproc /proc proc rw 0 0\n/dev/mapper/luks /home ext4 rw 0 0\n';
  expect(mountedDevices(mounts)).toEqual(['/dev/sdb1', '/dev/mapper/luks']);
});

it('profiles are told when their drive appears, each time once, and nobody looks where none waits', async () => {
  const told: string[] = [];
  const timers = new Set<() => void>();
  let labels = new Set(['OTHER']);
  let looks = 0;
  const watch = new PlaceWatch({
    drives: {
      labels: () => {
        looks += 1;
        return Promise.resolve(labels);
      },
    },
    later: (_ms, call) => {
      timers.add(call);
      return () => void timers.delete(call);
    },
    onAppear: (id) => told.push(id),
  });
  const pass = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    const calls = [...timers];
    timers.clear();
    for (const call of calls) call();
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  };
  await pass();
  expect(looks).toBe(0);
  const wanted = new Map([
    ['a', CAMERA],
    ['b', OTHER],
    ['c', CAMERA],
  ]);
  watch.want(wanted);
  await pass();
  expect(told).toEqual([]);
  labels = new Set(['OTHER', 'CAMERA']);
  await pass();
  watch.want(wanted);
  await pass();
  expect(told).toEqual(['a', 'c']);
  labels = new Set();
  await pass();
  labels = new Set(['CAMERA']);
  await pass();
  expect(told).toEqual(['a', 'c', 'a', 'c']);
  // A new one is looked at at once: it may appear before the next time.
  const before = looks;
  watch.want(new Map([...wanted, ['d', { kind: 'volume', label: 'NEW' }]]));
  watch.want(new Map([...wanted, ['d', { kind: 'volume', label: 'NEWER' }]]));
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  expect(looks - before).toBe(2);
  expect(timers.size).toBe(1);
  labels = new Set(['CAMERA', 'NEWER']);
  await pass();
  expect(told.at(-1)).toBe('d');
  watch.want(new Map());
  await pass();
  expect(timers.size).toBe(0);
});
