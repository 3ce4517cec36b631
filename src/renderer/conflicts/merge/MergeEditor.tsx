import { ChevronDown, ChevronUp } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { MergeChunk } from '../../../shared/merge/merge-lines.js';
import { IconButton } from '../../components/Button.js';
import { conflictsText } from '../text.js';
import { editMerge, type MergeEditing, type MergeProgress } from './merge-view.js';

const text = conflictsText.merge;

interface MergeEditorProps {
  readonly path: string;
  readonly chunks: readonly MergeChunk[];
  readonly local: readonly string[];
  /** Whether it is known what both versions were made from. */
  readonly threeWay: boolean;
  readonly onProgress: (progress: MergeProgress) => void;
}

/** The merged text with its conflicts, to be decided and edited. Loads the editor, and so is loaded when it is needed. */
export default function MergeEditor({ path, chunks, local, threeWay, onProgress }: MergeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const editing = useRef<MergeEditing>(undefined);
  const [open, setOpen] = useState(0);
  const total = chunks.filter(({ kind }) => kind === 'conflict').length;
  const tell = useEffectEvent((progress: MergeProgress) => {
    setOpen(progress.open);
    onProgress(progress);
  });
  useEffect(() => {
    const box = host.current;
    if (box === null) return;
    const root = box.shadowRoot ?? box.attachShadow({ mode: 'open' });
    const made = editMerge({ path, chunks, local, onProgress: (progress) => tell(progress) }, root);
    editing.current = made;
    made.next();
    return () => made.destroy();
  }, [path, chunks, local]);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'F7' || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      if (event.shiftKey) editing.current?.previous();
      else editing.current?.next();
    };
    document.addEventListener('keydown', press, true);
    return () => document.removeEventListener('keydown', press, true);
  }, []);
  return (
    <>
      <div className="merge-head">
        <p className="merge-how">{total === 0 ? text.clean : threeWay ? text.threeWay : text.twoWay}</p>
        <span className="merge-count" role="status">
          {text.left(open, total)}
        </span>
        <IconButton
          label={text.previous}
          icon={ChevronUp}
          disabled={open === 0}
          onClick={() => editing.current?.previous()}
        />
        <IconButton
          label={text.next}
          icon={ChevronDown}
          disabled={open === 0}
          onClick={() => editing.current?.next()}
        />
      </div>
      <div ref={host} className="merge-host" />
    </>
  );
}
