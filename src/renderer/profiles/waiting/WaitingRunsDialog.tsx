import { ArrowUpToLine, X } from 'lucide-react';
import type { MouseEvent } from 'react';
import { shown } from '../../../shared/format/shown.js';
import { waitingText, type WaitingRun } from '../../../shared/run/waiting.js';
import { runFirst, takeOffQueue } from '../../api/requests.js';
import { useOverlay } from '../../commands/overlay-store.js';
import { Button, IconButton } from '../../components/Button.js';
import { Dialog } from '../../components/Dialog.js';
import { useNow } from '../../components/hooks/use-now.js';
import { listingOf, useProfiles } from '../profiles-store.js';
import { waitingRunsText as text } from './text.js';
import './waiting.css';
import { canRunFirst, useWaitingRuns } from './waiting-store.js';

/** The runs that are due and have not begun: their order, what they wait for, and what can be changed about that. */
export function WaitingRunsDialog() {
  const runs = useWaitingRuns((state) => state.runs);
  const close = useOverlay((state) => state.close);
  return (
    <Dialog title={text.title} onClose={close}>
      <p className="dialog-text">{runs.length === 0 ? text.none : text.hint}</p>
      {runs.length === 0 ? null : (
        <ol className="waiting-runs" aria-label={text.list} tabIndex={-1}>
          {runs.map((run) => (
            <WaitingLine key={run.profileId} run={run} />
          ))}
        </ol>
      )}
      <div className="dialog-actions">
        <Button onClick={close}>{text.close}</Button>
      </div>
    </Dialog>
  );
}

function WaitingLine({ run: { profileId, cause, waitsFor } }: { readonly run: WaitingRun }) {
  const first = useWaitingRuns((state) => canRunFirst(state.runs, profileId));
  const listing = useProfiles((state) => listingOf(state.listings, profileId));
  const now = useNow();
  const name = shown(listing?.profile.name ?? '');
  // The button that was pressed may go: the keyboard stays in the list.
  const act =
    (change: (id: string) => void) =>
    ({ currentTarget }: MouseEvent<HTMLElement>): void => {
      currentTarget.closest('ol')?.focus();
      change(profileId);
    };
  return (
    <li>
      <span className="waiting-name ellipsis">{name}</span>
      <span className="waiting-why ellipsis">
        {text.why(waitingText.waitsFor(waitsFor, now), waitingText.cause(cause))}
      </span>
      {first ? <IconButton label={text.first(name)} icon={ArrowUpToLine} onClick={act(runFirst)} /> : null}
      <IconButton label={text.remove(name)} icon={X} className="waiting-remove" onClick={act(takeOffQueue)} />
    </li>
  );
}
