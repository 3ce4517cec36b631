import { placeOfNewSecrets } from '../../shared/ipc.js';
import type { KeptSecret, SecretPlace } from '../../shared/profile/profile.js';
import { useSettings } from '../settings/settings-store.js';
import { SECRET_FIELDS, type FormValues } from './form.js';
import { useProfiles } from './profiles-store.js';
import { formText } from './text/form.js';
import { TextField } from './TextField.js';

interface SecretFieldProps {
  readonly kind: KeptSecret;
  readonly label: string;
  readonly values: FormValues;
  readonly place: SecretPlace;
  readonly onChange: (part: Partial<FormValues>) => void;
}

/** Where the secret goes that is typed here. */
function useNewSecretHint(): string {
  const keyring = useProfiles((state) => state.keyring);
  const settings = useSettings((state) => state.settings);
  const place = placeOfNewSecrets(keyring, settings);
  if (place !== 'session' || keyring.kind === 'available') return formText.willBe[place];
  return formText.willBeForSession(keyring.why, keyring.canEncrypt);
}

/** One of the secrets, and where it is kept. */
export function SecretField({ kind, label, values, place, onChange }: SecretFieldProps) {
  const hint = useNewSecretHint();
  const kept = place !== 'none' && !values.forgotten.includes(kind);
  return (
    <TextField
      label={label}
      type="password"
      name={SECRET_FIELDS[kind]}
      autoComplete="new-password"
      placeholder={kept ? '••••••••' : ''}
      value={values[SECRET_FIELDS[kind]]}
      onChange={(secret) => onChange({ [SECRET_FIELDS[kind]]: secret })}
      hint={
        kept ? (
          <>
            {formText.kept[place]}
            {formText.keptEmpty}
            <button
              type="button"
              className="link"
              onClick={() => onChange({ forgotten: [...values.forgotten, kind] })}
            >
              {formText.forget}
            </button>
            .
          </>
        ) : (
          hint
        )
      }
    />
  );
}
