import { Check } from 'lucide-react';
import { useEffect, useEffectEvent, useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import './menu.css';
import { NOTHING_TYPED, placeOfTyped, typedAfter } from './hooks/type-ahead.js';
import { placeMenu, type MenuPoint } from './place-menu.js';

/** One line of a menu. */
export type MenuEntry =
  | {
      readonly kind: 'item';
      readonly label: string;
      /** The key that does the same, as people read it. */
      readonly keys?: string | undefined;
      readonly danger?: boolean | undefined;
      readonly disabled?: boolean | undefined;
      readonly onChoose: () => void;
    }
  | {
      readonly kind: 'check';
      readonly label: string;
      readonly checked: boolean;
      readonly onChoose: () => void;
    }
  | { readonly kind: 'line' };

interface MenuProps {
  /** What a screen reader calls it. */
  readonly name: string;
  readonly entries: readonly MenuEntry[];
  /** Where its corner is to be, in pixels of the window. */
  readonly at: MenuPoint;
  /** Called when something was chosen or the menu is left; it closes only by no longer being rendered. */
  readonly onClose: () => void;
}

const ITEMS = '[role^=menuitem]';

/** A menu at a point of the window, open for as long as it is rendered. */
export function Menu({ name, entries, at, onClose }: MenuProps) {
  const ref = useRef<HTMLDivElement>(null);
  const typed = useRef(NOTHING_TYPED);
  useLayoutEffect(() => {
    const menu = ref.current;
    if (menu === null) return;
    const before = document.activeElement;
    // In the top layer, so that nothing it stands in cuts it off.
    menu.showPopover();
    const { left, top } = placeMenu(at, menu.getBoundingClientRect(), document.documentElement);
    menu.style.left = `${left}px`;
    menu.style.top = `${top}px`;
    menu.querySelector<HTMLElement>(ITEMS)?.focus();
    return () => {
      if (before instanceof HTMLElement && menu.contains(document.activeElement)) before.focus();
    };
  }, [at]);

  // Not the browser's own way to dismiss it: that takes the release of the button that opened the menu for a click beside it.
  const leave = useEffectEvent(onClose);
  useEffect(() => {
    const leaveBeside = (event: Event): void => {
      if (event.target instanceof Node && ref.current?.contains(event.target) === true) return;
      leave();
    };
    document.addEventListener('pointerdown', leaveBeside, true);
    document.addEventListener('wheel', leaveBeside, true);
    window.addEventListener('blur', leaveBeside);
    window.addEventListener('resize', leaveBeside);
    return () => {
      document.removeEventListener('pointerdown', leaveBeside, true);
      document.removeEventListener('wheel', leaveBeside, true);
      window.removeEventListener('blur', leaveBeside);
      window.removeEventListener('resize', leaveBeside);
    };
  }, []);

  const press = (event: KeyboardEvent<HTMLDivElement>): void => {
    event.stopPropagation();
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      onClose();
      return;
    }
    const items = [...event.currentTarget.querySelectorAll<HTMLElement>(ITEMS)];
    const place = items.findIndex((item) => item === document.activeElement);
    // A blank chooses the item.
    const letters = event.key === ' ' ? undefined : typedAfter(typed.current, event);
    if (letters !== undefined) typed.current = letters;
    const next =
      letters === undefined
        ? nextItem(event.key, items, place)
        : items[placeOfTyped(letters.text, place, items.length, (at) => items[at]?.textContent.trim())];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <div
      ref={ref}
      popover="manual"
      role="menu"
      aria-label={name}
      className="menu"
      onKeyDown={press}
      onContextMenu={(event) => event.preventDefault()}
    >
      {entries.map((entry, index) =>
        entry.kind === 'line' ? (
          <div key={index} role="separator" className="menu-line" />
        ) : (
          <MenuItem key={index} entry={entry} onClose={onClose} />
        ),
      )}
    </div>
  );
}

interface MenuItemProps {
  readonly entry: Exclude<MenuEntry, { kind: 'line' }>;
  readonly onClose: () => void;
}

function MenuItem({ entry, onClose }: MenuItemProps) {
  const disabled = entry.kind === 'item' && entry.disabled === true;
  const danger = entry.kind === 'item' && entry.danger === true;
  return (
    <button
      type="button"
      role={entry.kind === 'check' ? 'menuitemcheckbox' : 'menuitem'}
      aria-checked={entry.kind === 'check' ? entry.checked : undefined}
      aria-disabled={disabled}
      tabIndex={-1}
      className={danger ? 'menu-item menu-danger' : 'menu-item'}
      onPointerEnter={(event) => event.currentTarget.focus()}
      onClick={() => {
        if (disabled) return;
        // First, so that the focus is back where it was for what opens next.
        onClose();
        entry.onChoose();
      }}
    >
      <span className="menu-check" aria-hidden>
        {entry.kind === 'check' && entry.checked ? <Check size={14} /> : null}
      </span>
      <span className="menu-label">{entry.label}</span>
      {entry.kind === 'item' && entry.keys !== undefined ? (
        <kbd className="menu-keys" aria-hidden>
          {entry.keys}
        </kbd>
      ) : null}
    </button>
  );
}

function nextItem(key: string, items: readonly HTMLElement[], place: number): HTMLElement | undefined {
  switch (key) {
    case 'ArrowDown':
      return items[(place + 1) % items.length];
    case 'ArrowUp':
      return items.at(place <= 0 ? -1 : place - 1);
    case 'Home':
      return items[0];
    case 'End':
      return items.at(-1);
    default:
      return undefined;
  }
}
