import type { Problem } from '../../../shared/problem.js';
import type { Credentials } from '../../credentials/credentials.js';
import { appText } from '../text.js';
import type { WindowState } from '../window/window-state.js';

/** What to say of a computer without a keyring, and what can be done about it; nothing where it was said before. Never rejects. */
export async function keyringNotice(
  credentials: Pick<Credentials, 'state'>,
  windowState: Pick<WindowState, 'toldOfKeyring' | 'keep'>,
): Promise<Problem | undefined> {
  if (windowState.toldOfKeyring) return undefined;
  const keyring = await credentials.state();
  if (keyring.kind === 'available') return undefined;
  windowState.keep({ toldOfKeyring: true });
  const { advice } = appText.keyring;
  return {
    kind: 'other',
    what: keyring.why,
    advice: keyring.canEncrypt ? advice.encrypt : advice.install(process.platform),
  };
}
