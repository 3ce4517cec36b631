import { Filter } from 'lucide-react';
import { shown } from '../../../shared/format/shown.js';
import { waitingFiltersWords, type WaitingFilters } from '../../../shared/plan/waiting-filters.js';
import type { ProfileId } from '../../../shared/profile/profile.js';
import { acceptFilters } from '../../api/requests.js';
import { Button } from '../../components/Button.js';
import { shellText } from '../text.js';

interface FiltersBandProps {
  readonly profileId: ProfileId;
  readonly waiting: WaitingFilters;
}

/** Above the plan: filters that the other side brought, which count once somebody has seen what they would do (S12). */
export function FiltersBand({ profileId, waiting }: FiltersBandProps) {
  return (
    <section className="band band-calm" aria-label={shellText.filters.name}>
      <Filter size={18} strokeWidth={1.9} aria-hidden className="band-icon" />
      <div className="band-words">
        <h2 className="band-what">{shellText.filters.title}</h2>
        <p className="band-advice">{shown(waitingFiltersWords(waiting))}</p>
      </div>
      <div className="band-actions">
        <Button onClick={() => acceptFilters(profileId, waiting.text)}>{shellText.filters.use}</Button>
      </div>
    </section>
  );
}
