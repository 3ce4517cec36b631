import { Search, X } from 'lucide-react';
import { useRef, type KeyboardEvent } from 'react';
import { keysOf } from '../commands/keys.js';
import { useCommand } from '../commands/use-command.js';
import { usePreview } from './preview-store.js';
import { previewText } from './text.js';

const TEXT = previewText.find;

const KEYS = keysOf('find') ?? '';

interface FindFieldProps {
  /** Called when the keyboard is to go on in the tree. */
  readonly onLeave: () => void;
}

/** Looks for words in the paths of the tree. Ctrl+F, or Cmd+F on a Mac, leads here from wherever one is. */
export function FindField({ onLeave }: FindFieldProps) {
  const find = usePreview((state) => state.find);
  const found = usePreview((state) => state.found);
  const setFind = usePreview((state) => state.setFind);
  const selectFound = usePreview((state) => state.selectFound);
  const input = useRef<HTMLInputElement>(null);
  useCommand('find', () => {
    input.current?.select();
    input.current?.focus();
  });

  const press = (event: KeyboardEvent): void => {
    // The tree around it has meanings of its own for most keys.
    event.stopPropagation();
    if (event.key === 'Enter' || event.key === 'ArrowDown') {
      event.preventDefault();
      selectFound();
      onLeave();
    }
    if (event.key !== 'Escape') return;
    if (find === '') onLeave();
    else setFind('');
  };
  return (
    <search className="find" data-active={find !== ''}>
      <Search size={13} strokeWidth={2} aria-hidden className="find-icon" />
      <input
        ref={input}
        className="find-input"
        aria-label={TEXT.name}
        aria-keyshortcuts="Control+F Meta+F"
        placeholder={TEXT.placeholder}
        title={TEXT.hint(KEYS)}
        spellCheck={false}
        autoComplete="off"
        value={find}
        onChange={(event) => setFind(event.target.value)}
        onKeyDown={press}
      />
      <span className="find-count" role="status" aria-label={TEXT.status}>
        {find.trim() === '' ? '' : TEXT.found(found)}
      </span>
      {find === '' ? null : (
        <button
          type="button"
          className="find-clear"
          aria-label={TEXT.clear}
          title={TEXT.clear}
          onClick={() => setFind('')}
        >
          <X size={13} aria-hidden />
        </button>
      )}
    </search>
  );
}
