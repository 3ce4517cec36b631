import { describe, expect, it } from 'vitest';
import { APP_COMMANDS, COMMAND_IDS, COMMANDS } from './commands.js';

describe('the list of commands', () => {
  it('has each key once', () => {
    const keys = COMMAND_IDS.flatMap((id) => COMMANDS[id].keys ?? []);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  it('has each label once', () => {
    const labels = COMMAND_IDS.map((id) => COMMANDS[id].label);
    expect(new Set(labels).size).toBe(labels.length);
  });

  it('says which the main process carries out', () => {
    expect(APP_COMMANDS).toEqual(['zoom-in', 'zoom-out', 'zoom-reset', 'show-logs', 'copy-diagnostics']);
  });
});
