import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { placeOfNewSecrets } from '../../../shared/ipc.js';
import type { ProfileId, SecretKind } from '../../../shared/profile/profile.js';
import { signIn } from '../../api/requests.js';
import { Button } from '../../components/Button.js';
import { focusFirst } from '../../components/hooks/first-field.js';
import { Check } from '../../profiles/options/OptionParts.js';
import { useProfiles } from '../../profiles/profiles-store.js';
import { useSettings } from '../../settings/settings-store.js';
import { TextField } from '../../profiles/TextField.js';
import { shellText } from '../text.js';

interface SignInFormProps {
  readonly profileId: ProfileId;
  readonly kind: SecretKind;
  readonly label: string;
}

/** Asks for a secret in the place where it was missing, and goes on with what was wanted. */
export function SignInForm({ profileId, kind, label }: SignInFormProps) {
  const [secret, setSecret] = useState('');
  const [remember, setRemember] = useState(false);
  const keyring = useProfiles((state) => state.keyring);
  const place = placeOfNewSecrets(
    keyring,
    useSettings((state) => state.settings),
  );
  const inDialog = useProfiles((state) => state.dialog !== null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => focusFirst(form.current), []);
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    signIn(profileId, kind, secret, remember && place !== 'session');
  };
  // The profile's own form asks for it as well.
  if (inDialog) return null;
  return (
    <form ref={form} className="sign-in" onSubmit={submit}>
      <TextField
        label={label}
        name={kind}
        type="password"
        autoComplete="off"
        value={secret}
        onChange={setSecret}
        beside={
          <Button submit variant="primary">
            {shellText.problem.connect}
          </Button>
        }
      />
      {place === 'session' ? (
        <p className="field-hint">{shellText.problem.notRemembered}</p>
      ) : (
        <Check checked={remember} onChange={setRemember}>
          {shellText.problem.remember[place]}
        </Check>
      )}
    </form>
  );
}
