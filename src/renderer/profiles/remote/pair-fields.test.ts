import { describe, expect, it } from 'vitest';
import { valuesOf, checkForm } from '../form.js';
import { filtersInShort, newPair, NO_FILTER_TEXTS, withoutFirst } from './pair-fields.js';

const saved = (id: string, localFolder: string, remoteFolder: string) => ({ id, localFolder, remoteFolder });
const pair = (id: string, localFolder: string, remoteFolder: string, filters = NO_FILTER_TEXTS) => ({
  ...saved(id, localFolder, remoteFolder),
  filters,
});
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
      draft: { pairs: [saved('conf', '/home/anna/conf', '/config')] },
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
    const pairs = [pair('b', '/b', next, { exclude: '*.b', only: '' }), pair('c', '/c', '/c')];
    expect(withoutFirst({ ...FILLED, remoteFolder, pairs })).toEqual({
      localFolder: '/b',
      remoteFolder: then,
      pairs: [pair('c', '/c', '/c')],
      ownFilters: { exclude: '*.b', only: '' },
    });
  });
});

describe('the filters of a pair in the form', () => {
  const filled = (exclude: string, only = '') => ({
    ...FILLED,
    ownFilters: { exclude, only },
    pairs: [pair('c', '/c', '/c', { exclude: '*.bak\n\n/cache/\n', only: '*.php, *.html' })],
  });

  it('are saved with the pair and shown again', () => {
    const checked = checkForm(filled('*.log'), undefined);
    if (checked.kind === 'invalid') throw new Error('It was refused.');
    const { draft } = checked;
    expect(draft.ownFilters).toEqual({ patterns: ['*.log'], matchNames: [] });
    expect(draft.pairs).toEqual([
      {
        ...saved('c', '/c', '/c'),
        ownFilters: { patterns: ['*.bak', '/cache/'], matchNames: ['*.php', '*.html'] },
      },
    ]);
    const shown = valuesOf({ ...draft, id: 'p' });
    expect(shown.ownFilters).toEqual({ exclude: '*.log', only: '' });
    expect(shown.pairs[0]?.filters).toEqual({ exclude: '*.bak\n/cache/', only: '*.php, *.html' });
  });

  it('are nothing where nothing is typed', () => {
    const checked = checkForm(filled(' \n'), undefined);
    expect(checked).toMatchObject({ kind: 'valid' });
    expect(checked).not.toHaveProperty('draft.ownFilters');
  });

  it('say at the field what is wrong', () => {
    const long = 'x'.repeat(1001);
    const values = filled('', long);
    const wrong = { ...values, pairs: [...values.pairs, pair('d', '/d', '/d', { exclude: long, only: '' })] };
    expect(checkForm(wrong, undefined)).toMatchObject({
      kind: 'invalid',
      errors: {
        'ownFilters.only': expect.stringContaining('1,000') as string,
        'pairs.1.exclude': expect.stringContaining('1,000') as string,
      },
    });
  });

  it.each([
    ['', '', 'No extra filters'],
    ['# note', '', 'No extra filters'],
    ['*.log\n/cache/', '', 'Excluded: *.log, /cache/'],
    ['', '*.jpg', 'Only *.jpg'],
    ['*.log', '*.jpg, *.png', 'Excluded: *.log; only *.jpg, *.png'],
  ])('%j and %j in short: %s', (exclude, only, words) => {
    expect(filtersInShort({ exclude, only })).toBe(words);
  });
});
