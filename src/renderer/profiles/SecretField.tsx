import type { KeptSecret, SecretPlace } from '../../shared/profile/profile.js';
import { SECRET_FIELDS, type FormValues } from './form.js';
import { useProfiles } from './profiles-store.js';
import { TextField } from './TextField.js';

interface SecretFieldProps {
  readonly kind: KeptSecret;
  readonly label: string;
  readonly values: FormValues;
  readonly place: SecretPlace;
  readonly onChange: (part: Partial<FormValues>) => void;
}

/** One of the secrets, and where it is kept. */
export function SecretField({ kind, label, values, place, onChange }: SecretFieldProps) {
  const keyring = useProfiles((state) => state.keyring);
  const forgotten = values.forgotten.includes(kind);
  const kept = place !== 'none' && !forgotten;
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
            {place === 'keyring' ? 'Kept in the keyring' : 'Kept for this session'} – leave empty to keep it,
            or{' '}
            <button
              type="button"
              className="link"
              onClick={() => onChange({ forgotten: [...values.forgotten, kind] })}
            >
              forget it
            </button>
            .
          </>
        ) : keyring.kind === 'available' ? (
          'Kept in the system keyring.'
        ) : (
          `Kept for this session only. ${keyring.why}`
        )
      }
    />
  );
}
