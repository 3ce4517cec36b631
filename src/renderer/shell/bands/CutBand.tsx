import { Unplug } from 'lucide-react';
import type { PastRun } from '../../../shared/run/history.js';
import { useNow } from '../../components/use-now.js';
import { formatWhen } from '../../format/time.js';
import { cutWords } from '../../history/history-labels.js';

/** Says after a kill that the last run was cut off, how far it had come, and what to do. */
export function CutBand({ cut: { startedMs, unended } }: { readonly cut: PastRun }) {
  const now = useNow();
  return (
    <section className="band band-doubt" role="alert">
      <Unplug size={18} strokeWidth={1.9} aria-hidden className="band-icon" />
      <div className="band-words">
        <h2 className="band-what">{cutWords(unended)}</h2>
        <p className="band-advice">
          Evenkeel or the computer stopped during this run ({formatWhen(startedMs, now)}). Nothing is lost:
          compare, and the next sync continues from there.
        </p>
      </div>
    </section>
  );
}
