import type { Operand } from '../command.js';

export const LOCAL: Operand = { name: 'LOCAL', help: 'a folder on this computer' };

export const PLAN_FILE: Operand = { name: 'FILE', help: 'a plan saved with evenkeel plan --out' };

export const REMOTE: Operand = {
  name: 'REMOTE',
  help: 'ftp://, ftps:// or sftp:// with a server and a folder, or another folder on this computer',
};

export const TARGET: Operand = {
  name: 'TARGET',
  help: 'ftp://, ftps:// or sftp:// with a server and a folder, or a folder on this computer',
};
