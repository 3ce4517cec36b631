import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isProgram } from './program.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-program-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it.each([
  ['notes.txt', 'words', false],
  ['NOTES.TXT', 'words', false],
  ['picture.jpg', '\u00FF\u00D8', false],
  ['empty.css', '', false],
  ['index.html', '<!doctype html>', false],
  ['letter.docx', 'PK', false],
  ['photos.zip', 'PK', false],
  ['setup.EXE', 'words', true],
  ['macro.xlsm', 'words', true],
  ['letter.doc', 'words', true],
  ['link.desktop', 'words', true],
  ['page.hta', 'words', true],
  ['main.js', 'words', true],
  ['site.php', 'words', true],
  ['disk.vhdx', 'words', true],
  ['new kind.msixbundle', 'words', true],
  ['address.url', 'words', true],
  ['dots.bat. ', 'words', true],
  ['notes.txt.exe', 'words', true],
  ['no ending', 'words', true],
  ['.bashrc', 'words', true],
  ['holiday.jpg', '#!/bin/sh\n', true],
  ['holiday.png', 'MZ\u0090', true],
  ['tool.txt', '\u007FELF', true],
])('%s with %j might run something when it is opened: %s', async (name, content, expected) => {
  const file = join(folder, name);
  await writeFile(file, content, 'latin1');
  expect(await isProgram(file, false)).toBe(expected);
});

it('so might what cannot be read', async () => {
  expect(await isProgram(join(folder, 'not there.txt'), false)).toBe(true);
});

it.each([
  ['css', false],
  ['example.com', false],
  ['v1.2', false],
  ['photos.zip', false],
  ['Tool.app', true],
  ['Install.PKG', true],
  ['Rename.workflow', true],
  ['Everything.{ED7BA470-8E54-465E-825C-99712043E01C}', true],
])('a folder called %s is one thing that might run: %s', async (name, expected) => {
  expect(await isProgram(join(folder, name), true)).toBe(expected);
});
