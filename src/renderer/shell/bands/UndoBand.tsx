import { Redo2, Undo2 } from 'lucide-react';
import { shellText } from '../text.js';

const text = shellText.undo;

/** Says that what is shown is an undo, which has not begun. */
export function UndoBand({ redo }: { readonly redo: boolean }) {
  const Icon = redo ? Redo2 : Undo2;
  return (
    <section className="band band-calm" aria-label={redo ? text.nameRedo : text.name}>
      <Icon size={18} strokeWidth={1.9} aria-hidden className="band-icon" />
      <div className="band-words">
        <h2 className="band-what">{redo ? text.titleRedo : text.title}</h2>
        <p className="band-advice">{text.text}</p>
      </div>
    </section>
  );
}
