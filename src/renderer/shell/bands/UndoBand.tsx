import { Undo2 } from 'lucide-react';

/** Says that what is shown is an undo, which has not begun. */
export function UndoBand({ redo }: { readonly redo: boolean }) {
  return (
    <section className="band band-calm" aria-label={redo ? 'Redo of a run' : 'Undo of a run'}>
      <Undo2 size={18} strokeWidth={1.9} aria-hidden className="band-icon" />
      <div className="band-words">
        <h2 className="band-what">{redo ? 'Preview: redo this run' : 'Preview: undo this run'}</h2>
        <p className="band-advice">
          Nothing has been changed yet. Select an item and choose Exclude to keep it as it is. Anything
          changed after the run is skipped.
        </p>
      </div>
    </section>
  );
}
