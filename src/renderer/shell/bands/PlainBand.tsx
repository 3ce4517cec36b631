import { LockOpen } from 'lucide-react';
import type { ProfileId } from '../../../shared/profile/profile.js';
import { acceptPlain, switchToTlsAndCompare } from '../../api/requests.js';
import { Button } from '../../components/Button.js';
import { shellText } from '../text.js';

const text = shellText.plain;

interface PlainBandProps {
  readonly profileId: ProfileId;
  /** Whether no password is sent. */
  readonly anonymous: boolean;
  readonly offersTls: boolean;
}

/** Says once, calmly, that plain FTP can be read on the way, and offers what the server offers. */
export function PlainBand({ profileId, anonymous, offersTls }: PlainBandProps) {
  return (
    <section className="band band-calm" aria-label={text.name}>
      <LockOpen size={18} strokeWidth={1.9} aria-hidden className="band-icon" />
      <div className="band-words">
        <h2 className="band-what">{anonymous ? text.titleAnonymous : text.title}</h2>
        <p className="band-advice">{offersTls ? text.offersTls : text.offersNone}</p>
      </div>
      <div className="band-actions">
        <Button onClick={() => acceptPlain(profileId)}>{text.gotIt}</Button>
        {offersTls ? (
          <Button variant="primary" onClick={() => void switchToTlsAndCompare(profileId)}>
            {text.useTls}
          </Button>
        ) : null}
      </div>
    </section>
  );
}
