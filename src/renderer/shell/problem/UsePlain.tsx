import { useState } from 'react';
import type { ProfileId } from '../../../shared/profile/profile.js';
import { switchToPlainAndCompare } from '../../api/requests.js';
import { Button } from '../../components/Button.js';
import { Dialog } from '../../components/Dialog.js';
import { useActivities } from '../activity-store.js';
import { shellText } from '../text.js';

const text = shellText.plain;

/** Offers to do without the encryption that a server does not have, and asks first. A profile that has synced before is not offered that: somebody may be in between. */
export function UsePlain({ profileId }: { readonly profileId: ProfileId }) {
  const [asking, setAsking] = useState(false);
  const isFirst = useActivities((state) => {
    const activity = state.activities[profileId];
    return activity?.kind === 'compare-failed' && activity.last === undefined;
  });
  if (!isFirst) return null;
  return (
    <>
      <Button onClick={() => setAsking(true)}>{text.usePlain}</Button>
      {asking && (
        <Dialog narrow title={text.question} onClose={() => setAsking(false)}>
          <p className="dialog-text">{text.questionText}</p>
          <div className="dialog-actions">
            <Button onClick={() => setAsking(false)}>{text.cancel}</Button>
            <Button
              variant="danger"
              onClick={() => {
                setAsking(false);
                void switchToPlainAndCompare(profileId);
              }}
            >
              {text.connectPlain}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
