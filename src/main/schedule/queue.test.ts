import { describe, expect, it } from 'vitest';
import { Computer, everyHalfHour, HOUR, MINUTE, profile, settle } from './test-computer.js';

describe('runs that are due', () => {
  it('wait in a queue that can be seen and changed: one can run first, another can be taken off', async () => {
    const computer = new Computer();
    const { scheduler } = computer;
    const finish: (() => void)[] = [];
    computer.attempt = () => new Promise((resolve) => finish.push(() => resolve('done')));
    scheduler.update(['a', 'b', 'c', 'd', 'e'].map((id) => profile(id, { ...everyHalfHour, atStart: true })));
    await settle();
    const inTurn = (): string[] => scheduler.waiting.map(({ profileId, cause }) => `${profileId} ${cause}`);
    expect(inTurn()).toEqual(['c start', 'd start', 'e start']);
    scheduler.runFirst('e');
    scheduler.takeOff('c');
    // These run already.
    scheduler.runFirst('a');
    scheduler.takeOff('b');
    expect(inTurn()).toEqual(['e start', 'd start']);
    finish[0]?.();
    finish[1]?.();
    await settle();
    expect(computer.ran.slice(2)).toEqual(['e start 2. 12:00', 'd start 2. 12:00']);
    expect(scheduler.waiting).toEqual([]);
    await computer.pass(31 * MINUTE);
    finish[2]?.();
    await settle();
    expect(computer.ran.at(-1)).toBe('a schedule 2. 12:31');
    expect(scheduler.waiting.map(({ profileId }) => profileId)).toEqual(['b', 'c']);
  });

  it('say what they wait for', async () => {
    const computer = new Computer();
    const { scheduler } = computer;
    computer.onBattery = true;
    computer.attempt = () => 'busy';
    scheduler.update([
      profile('power', { atStart: true, onBattery: false }),
      profile('plan', { atStart: true }),
      profile('later', everyHalfHour),
    ]);
    await settle();
    const told = (): string[] =>
      scheduler.waiting.map(({ profileId, waitsFor }) => `${profileId}: ${waitsFor.kind}`);
    expect(told()).toEqual(['power: power', 'plan: profile']);
    scheduler.pauseUntil(computer.now + HOUR);
    await computer.pass(31 * MINUTE);
    expect(told()).toEqual(['power: pause', 'plan: pause', 'later: pause']);
    scheduler.takeOff('power');
    expect(told()).toEqual(['plan: pause', 'later: pause']);
    scheduler.pauseUntil(0);
    scheduler.update([profile('night', { ...everyHalfHour, quiet: { from: '13:30', to: '14:00' } })]);
    await computer.sleep(HOUR);
    expect(told()).toEqual(['night: quiet-hours']);
  });
});
