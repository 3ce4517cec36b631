import { Search, X } from 'lucide-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { formatCount } from '../format/size.js';
import { usePreview } from './preview-store.js';

const KEYS = /\bMac/.test(navigator.userAgent) ? '⌘F' : 'Ctrl+F';

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
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent): void => {
      const wanted = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      if (!wanted || event.key.toLowerCase() !== 'f' || document.querySelector('dialog[open]') !== null)
        return;
      event.preventDefault();
      input.current?.select();
      input.current?.focus();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);

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
        aria-label="Find in paths"
        aria-keyshortcuts="Control+F Meta+F"
        placeholder="Find"
        title={`Words in the path (${KEYS})`}
        spellCheck={false}
        autoComplete="off"
        value={find}
        onChange={(event) => setFind(event.target.value)}
        onKeyDown={press}
      />
      <span className="find-count" role="status" aria-label="Found">
        {find.trim() === '' ? '' : `${formatCount(found)} found`}
      </span>
      {find === '' ? null : (
        <button
          type="button"
          className="find-clear"
          aria-label="Clear"
          title="Clear"
          onClick={() => setFind('')}
        >
          <X size={13} aria-hidden />
        </button>
      )}
    </search>
  );
}
