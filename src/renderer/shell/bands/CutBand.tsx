import { Unplug } from 'lucide-react';
import type { PastRun } from '../../../shared/run/history.js';
import { useNow } from '../../components/hooks/use-now.js';
import { formatWhen } from '../../../shared/format/time.js';
import { runText } from '../../../shared/run/text.js';
import { shellText } from '../text.js';

/** Says after a kill that the last run was cut off, how far it had come, and what to do. */
export function CutBand({ cut: { startedMs, unended } }: { readonly cut: PastRun }) {
  const now = useNow();
  return (
    <section className="band band-doubt" role="alert">
      <Unplug size={18} strokeWidth={1.9} aria-hidden className="band-icon" />
      <div className="band-words">
        <h2 className="band-what">{runText.interrupted(unended)}</h2>
        <p className="band-advice">{shellText.interrupted(formatWhen(startedMs, now))}</p>
      </div>
    </section>
  );
}
