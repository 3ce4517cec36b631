import type { Sections } from '../format/ini.js';

/** Where WinSCP keeps its settings in the registry of Windows. */
const ROOT = /^HKEY_CURRENT_USER\\Software\\Martin Prikryl\\WinSCP 2\\(.*)$/i;

/** Whether a text is a part of the registry of Windows, as its editor exports it. */
export function isRegistry(text: string): boolean {
  return /^(?:Windows Registry Editor Version 5\.00|REGEDIT4)\s/.test(text);
}

/** WinSCP's settings in an exported part of the registry, in the form of its INI file. Other keys are passed over. Never throws. */
export function readRegistry(text: string): Sections {
  const sections = new Map<string, Map<string, string>>();
  let section: Map<string, string> | undefined;
  for (const each of text.split(/\r\n|\r|\n/)) {
    const line = each.trim();
    const [, key] = /^\[(.*)\]$/.exec(line) ?? [];
    if (key !== undefined) {
      const [, name] = ROOT.exec(key) ?? [];
      section = name === undefined ? undefined : (sections.get(name) ?? new Map<string, string>());
      if (name !== undefined && section !== undefined) sections.set(name, section);
      continue;
    }
    const [, name, words, number] =
      /^"((?:[^"\\]|\\.)*)"=(?:"((?:[^"\\]|\\.)*)"|dword:([0-9a-f]{8}))$/i.exec(line) ?? [];
    if (name === undefined) continue;
    const value = words === undefined ? String(Number.parseInt(number ?? '', 16)) : unescape(words);
    section?.set(unescape(name), value);
  }
  return sections;
}

function unescape(text: string): string {
  return text.replaceAll(/\\(.)/g, '$1');
}
