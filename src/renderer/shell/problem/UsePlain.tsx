import { useState } from 'react';
import type { ProfileId } from '../../../shared/profile/profile.js';
import { switchToPlainAndCompare } from '../../api/requests.js';
import { Button } from '../../components/Button.js';
import { Dialog } from '../../components/Dialog.js';
import { connectionText } from '../../profiles/text/connection.js';
import { shellText } from '../text.js';
import { usePlainOffer } from './plain-offer.js';

const text = shellText.plain;

/** Offers to do without the encryption that a server does not have. It asks in a dialog, unless the problem asks already because that was so until now. */
export function UsePlain({ profileId }: { readonly profileId: ProfileId }) {
  const [asking, setAsking] = useState(false);
  const offer = usePlainOffer(profileId);
  if (offer === 'none') return null;
  if (offer === 'back')
    return <Button onClick={() => void switchToPlainAndCompare(profileId)}>{connectionText.usePlain}</Button>;
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
