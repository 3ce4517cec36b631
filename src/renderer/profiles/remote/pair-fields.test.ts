import { describe, expect, it } from 'vitest';
import { valuesOf, checkForm } from '../form.js';
import { newPair, withoutFirst } from './pair-fields.js';

const pair = (id: string, localFolder: string, remoteFolder: string) => ({ id, localFolder, remoteFolder });
const FILLED = {
  ...valuesOf(undefined),
  name: 'Website',
  localFolder: '/home/anna/site',
  remoteFolder: 'ftp://example.com/public_html',
};

describe('the further pairs in the form', () => {
  it('are saved with the profile, without those that nobody has filled in', () => {
    const checked = checkForm(
      { ...FILLED, pairs: [pair('new-1', '', ''), pair('conf', '/home/anna/conf', '/config')] },
      undefined,
    );
    expect(checked).toMatchObject({
      kind: 'valid',
      draft: { pairs: [pair('conf', '/home/anna/conf', '/config')] },
    });
    const without = checkForm({ ...FILLED, pairs: [pair('new-1', '', '')] }, undefined);
    expect(without.kind === 'valid' && 'pairs' in without.draft).toBe(false);
  });

  it('say at the field what is wrong', () => {
    const checked = checkForm(
      {
        ...FILLED,
        pairs: [pair('new-1', '', ''), pair('new-2', '/home/anna/site', '/config'), pair('new-3', '/x', '')],
      },
      undefined,
    );
    expect(checked).toEqual({
      kind: 'invalid',
      errors: { 'pairs.2.remoteFolder': 'Enter the remote folder.' },
    });
    const same = checkForm(
      { ...FILLED, pairs: [pair('new-1', '', ''), pair('new-2', '/home/anna/site', '/config')] },
      undefined,
    );
    expect(same).toEqual({
      kind: 'invalid',
      errors: { 'pairs.1.localFolder': 'Another pair already has this local folder.' },
    });
  });

  it('begin with a name that none of the others has', () => {
    expect(newPair([pair('new-2', '', '')]).id).toBe('new-3');
    expect(newPair([]).id).toBe('new-1');
  });

  it.each([
    ['ftp://example.com:2121/www', '/config 1', 'ftp://example.com:2121/config 1'],
    ['/mnt/nas/www', '/mnt/nas/config', '/mnt/nas/config'],
  ])('take the place of the first one where that is removed: %s', (remoteFolder, next, then) => {
    const pairs = [pair('b', '/b', next), pair('c', '/c', '/c')];
    expect(withoutFirst({ ...FILLED, remoteFolder, pairs })).toEqual({
      localFolder: '/b',
      remoteFolder: then,
      pairs: [pair('c', '/c', '/c')],
    });
  });
});
