import { Undo2 } from 'lucide-react';

/** Says that what is shown is an undo, which has not begun. */
export function UndoBand({ redo }: { readonly redo: boolean }) {
  return (
    <section className="band band-calm" aria-label={redo ? 'Redo of a run' : 'Undo of a run'}>
      <Undo2 size={18} strokeWidth={1.9} aria-hidden className="band-icon" />
      <div className="band-words">
        <h2 className="band-what">
          {redo ? 'What redoing this run would do' : 'What undoing this run would do'}
        </h2>
        <p className="band-advice">
          Nothing has been changed yet. Select an item and choose Leave out to keep it as it is. What was
          changed after the run is skipped.
        </p>
      </div>
    </section>
  );
}
