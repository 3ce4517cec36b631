import { LockOpen } from 'lucide-react';
import type { ProfileId } from '../../../shared/profile/profile.js';
import { acceptPlain, switchToTlsAndCompare } from '../../api/requests.js';
import { Button } from '../../components/Button.js';

interface PlainBandProps {
  readonly profileId: ProfileId;
  /** Whether no password is sent. */
  readonly anonymous: boolean;
  readonly offersTls: boolean;
}

/** Says once, calmly, that plain FTP can be read on the way, and offers what the server offers. */
export function PlainBand({ profileId, anonymous, offersTls }: PlainBandProps) {
  return (
    <section className="band band-calm" aria-label="Unencrypted connection">
      <LockOpen size={18} strokeWidth={1.9} aria-hidden className="band-icon" />
      <div className="band-words">
        <h2 className="band-what">
          {anonymous ? 'Your files travel unencrypted' : 'Your password and files travel unencrypted'}
        </h2>
        <p className="band-advice">
          {offersTls
            ? 'Plain FTP can be read by others on the network. This server offers TLS as well.'
            : 'Plain FTP can be read by others on the network. This server offers no TLS.'}
        </p>
      </div>
      <div className="band-actions">
        <Button onClick={() => acceptPlain(profileId)}>Got it</Button>
        {offersTls ? (
          <Button variant="primary" onClick={() => void switchToTlsAndCompare(profileId)}>
            Use TLS
          </Button>
        ) : null}
      </div>
    </section>
  );
}
