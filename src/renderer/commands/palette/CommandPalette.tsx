import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { COMMAND_IDS } from '../../../shared/commands.js';
import { selectProfile } from '../../api/session.js';
import { Dialog } from '../../components/Dialog.js';
import { useProfiles } from '../../profiles/profiles-store.js';
import { handlerOf, useCommands } from '../command-store.js';
import '../commands.css';
import { fuzzyFilter } from './fuzzy.js';
import { useOverlay } from '../overlay-store.js';
import { paletteItems, type PaletteItem } from './palette-items.js';
import { runCommand } from '../run-command.js';
import { commandsText } from '../text.js';

const text = commandsText.palette;

/** Every command and every profile by its name: type a few letters, then press Enter. */
export function CommandPalette() {
  const close = useOverlay((state) => state.close);
  const listings = useProfiles((state) => state.listings);
  const selectedId = useProfiles((state) => state.selectedId);
  const handlers = useCommands((state) => state.handlers);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const base = useId();
  const active = useRef<HTMLLIElement>(null);
  // As though the palette were not open, which stands in the way of every command.
  const enabled = new Set(COMMAND_IDS.filter((id) => handlerOf(id, { handlers, dialogs: 0 }) !== undefined));
  const items = fuzzyFilter(query, paletteItems(enabled, listings, selectedId), ({ label }) => label);
  const place = Math.min(at, items.length - 1);
  const optionId = (index: number): string => `${base}-${index}`;
  useEffect(() => active.current?.scrollIntoView({ block: 'nearest' }), [place]);

  const choose = (item: PaletteItem | undefined): void => {
    if (item === undefined) return;
    // The command finds the window as it was before the palette was opened, with the focus where it was.
    flushSync(close);
    if (item.does.kind === 'profile') selectProfile(item.does.id);
    else runCommand(item.does.id);
  };
  const press = (event: KeyboardEvent): void => {
    const to = nextPlace(event.key, place, items.length);
    if (event.key === 'Enter') choose(items[place]);
    else if (to !== undefined) setAt(to);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={text.title} onClose={close}>
      <div className="palette">
        <input
          className="palette-input"
          role="combobox"
          aria-label={text.title}
          aria-expanded
          aria-controls={`${base}-list`}
          aria-activedescendant={items.length === 0 ? undefined : optionId(place)}
          aria-autocomplete="list"
          placeholder={text.placeholder}
          spellCheck={false}
          autoComplete="off"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setAt(0);
          }}
          onKeyDown={press}
        />
        <span className="sr" role="status">
          {query === '' ? '' : text.found(items.length)}
        </span>
        {items.length === 0 && <p className="palette-nothing">{text.nothing(query)}</p>}
        <ul className="palette-list" id={`${base}-list`} role="listbox" aria-label={text.list}>
          {items.map((item, index) => (
            <li
              key={item.id}
              ref={index === place ? active : undefined}
              id={optionId(index)}
              role="option"
              aria-selected={index === place}
              className="palette-item"
              onPointerMove={() => setAt(index)}
              onClick={() => choose(item)}
            >
              <span className="palette-label ellipsis">{item.label}</span>
              <span className="palette-place">{item.place}</span>
              {item.keys === undefined ? null : <kbd className="keys">{item.keys}</kbd>}
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}

/** Where the arrow keys lead; round at both ends. */
function nextPlace(key: string, place: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return (place + 1) % count;
    case 'ArrowUp':
      return (place - 1 + count) % count;
    case 'PageDown':
      return Math.min(count - 1, place + 8);
    case 'PageUp':
      return Math.max(0, place - 8);
    default:
      return undefined;
  }
}
