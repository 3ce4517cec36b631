import { formatItems } from '../../shared/format/plural.js';

/** The text of the command palette and of the sheet of keyboard shortcuts. */
export const commandsText = {
  palette: {
    title: 'Command palette',
    placeholder: 'Type a command or the name of a profile',
    list: 'Commands and profiles',
    nothing: (query: string) => `No command or profile matches “${query}”.`,
    found: (count: number) => formatItems(count, 'match', 'matches'),
    goTo: 'Go to profile',
  },
  shortcuts: {
    title: 'Keyboard shortcuts',
    close: 'Close',
    or: 'or',
    previewTitle: 'In the preview',
    preview: [
      ['Move through the items', '↑ ↓'],
      ['Move by a page', 'Page Up, Page Down'],
      ['First or last item', 'Home, End'],
      ['Open or close a folder', '→ ←'],
      ['Clear the selection', 'Esc'],
    ] satisfies readonly (readonly [string, string])[],
  },
} as const;
