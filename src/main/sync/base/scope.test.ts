import { describe, expect, it } from 'vitest';
import { Scope } from './scope.js';

describe('a part of the tree that is synced by itself', () => {
  const scope = new Scope(['docs/2026/report.pdf', 'docs/photos', 'notes.txt', 'notes.txt']);

  it('covers its items and all that lies in them', () => {
    expect(scope.covers('docs/2026/report.pdf')).toBe(true);
    expect(scope.covers('docs/photos')).toBe(true);
    expect(scope.covers('docs/photos/a/b.jpg')).toBe(true);
    expect(scope.covers('notes.txt')).toBe(true);
  });

  it('does not cover what lies beside them or above', () => {
    for (const path of ['', 'docs', 'docs/2026', 'docs/2026/other.pdf', 'docs/photos2', 'notes.txt2'])
      expect(scope.covers(path)).toBe(false);
  });

  it('names what leads on in every folder on the way, and nothing where all belongs to it or nothing does', () => {
    expect(scope.namesIn('')).toEqual(new Set(['docs', 'notes.txt']));
    expect(scope.namesIn('docs')).toEqual(new Set(['2026', 'photos']));
    expect(scope.namesIn('docs/2026')).toEqual(new Set(['report.pdf']));
    expect(scope.namesIn('docs/photos')).toBeUndefined();
    expect(scope.namesIn('music')).toBeUndefined();
  });

  it('tells each place on the way once', () => {
    expect(scope.paths).toEqual(['docs/2026/report.pdf', 'docs/photos', 'notes.txt']);
    expect(scope.places).toEqual(['docs', 'docs/2026', 'docs/2026/report.pdf', 'docs/photos', 'notes.txt']);
  });
});
