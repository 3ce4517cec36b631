import * as nodeFs from 'node:fs';

/**
 * Node's file functions as they are without Electron's idea of `*.asar` files, which its own `fs` shows as folders, in its Node mode and in
 * worker threads too: to people they are files like any other. Whatever touches people's files imports them from here. On Node itself
 * there is no other `fs` than `node:fs`.
 */
const versions: Readonly<Record<string, string | undefined>> = process.versions;
const fs: typeof nodeFs = versions['electron'] === undefined ? nodeFs : electronsOriginal();

function electronsOriginal(): typeof nodeFs {
  const original: object | undefined = process.getBuiltinModule('original-fs');
  if (!isFs(original)) throw new Error('Electron has no original-fs any more.');
  return original;
}

function isFs(module: object | undefined): module is typeof nodeFs {
  return module !== undefined && 'lstatSync' in module && 'promises' in module;
}

export const { constants, createReadStream, createWriteStream, lstatSync, opendirSync, statSync } = fs;
export const {
  access,
  chmod,
  copyFile,
  link,
  lstat,
  mkdir,
  open,
  opendir,
  readdir,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
  statfs,
  symlink,
  unlink,
  writeFile,
} = fs.promises;
