import { expect, it } from 'vitest';
import { NO_OUTCOMES } from '../../../shared/run/run.js';
import { commandEnvironment } from './environment.js';

const PROFILE = { name: 'Site', localFolder: '/home/site', remoteFolder: 'ftps://example.com/site' };

it('a command is told of its run, and of no password', () => {
  const base = {
    PATH: '/bin',
    EVENKEEL_PASSWORD: 's3cret',
    Evenkeel_Passphrase: 's3cret',
    ELECTRON_RUN_AS_NODE: '1',
  };
  const env = commandEnvironment(base, 'before', { profile: PROFILE, trigger: 'schedule' });
  expect(env).toEqual({
    PATH: '/bin',
    EVENKEEL_WHEN: 'before',
    EVENKEEL_PROFILE: 'Site',
    EVENKEEL_LOCAL_FOLDER: '/home/site',
    EVENKEEL_REMOTE_FOLDER: 'ftps://example.com/site',
    EVENKEEL_TRIGGER: 'schedule',
  });
});

it.each([
  [{ kind: 'finished' }, 'finished'],
  [{ kind: 'stopped' }, 'stopped'],
  [{ kind: 'broken-off', problem: { kind: 'other', what: 'No.', advice: 'No.' } }, 'failed'],
] as const)('after a run that %j it is told the result and the numbers', (end, result) => {
  const counts = { ...NO_OUTCOMES, done: 3, conflicts: 1 };
  const facts = { profile: PROFILE, trigger: 'window', result: { end, counts, bytes: 12 } } as const;
  expect(commandEnvironment({}, 'after', facts)).toMatchObject({
    EVENKEEL_RESULT: result,
    EVENKEEL_DONE: '3',
    EVENKEEL_FAILED: '0',
    EVENKEEL_SKIPPED: '0',
    EVENKEEL_CONFLICTS: '1',
    EVENKEEL_BYTES: '12',
  });
});

it('a run of which nothing is known has failed', () => {
  const env = commandEnvironment({}, 'after', { profile: { ...PROFILE, name: 'a\0b' }, trigger: 'window' });
  expect(env).toMatchObject({ EVENKEEL_RESULT: 'failed', EVENKEEL_PROFILE: 'ab' });
  expect(env).not.toHaveProperty('EVENKEEL_DONE');
});
