import { Clock } from 'lucide-react';
import type { ClockChange } from '../../../shared/run/run.js';
import { runText } from '../../../shared/run/text.js';
import { shellText } from '../text.js';

interface ClockBandProps {
  readonly changes: readonly ClockChange[];
}

/** Above the plan: sides on which all times have moved together, which is no edit of any file (S10). */
export function ClockBand({ changes }: ClockBandProps) {
  return (
    <section className="band band-calm" aria-label={shellText.clock.name}>
      <Clock size={18} strokeWidth={1.9} aria-hidden className="band-icon" />
      <div className="band-words">
        <h2 className="band-what">{shellText.clock.title}</h2>
        {changes.map((change) => (
          <p key={change.side} className="band-advice">
            {runText.clockChange(change)}
          </p>
        ))}
      </div>
    </section>
  );
}
