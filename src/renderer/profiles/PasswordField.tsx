import type { PasswordPlace } from '../../shared/profile.js';
import type { FormValues } from './form.js';
import { useProfiles } from './profiles-store.js';
import { TextField } from './TextField.js';

interface PasswordFieldProps {
  readonly values: FormValues;
  readonly place: PasswordPlace;
  readonly onChange: (part: Partial<FormValues>) => void;
}

/** The password, and where it is kept. */
export function PasswordField({ values, place, onChange }: PasswordFieldProps) {
  const keyring = useProfiles((state) => state.keyring);
  const kept = place !== 'none' && !values.forgetPassword;
  return (
    <TextField
      label="Password"
      type="password"
      name="password"
      autoComplete="new-password"
      placeholder={kept ? '••••••••' : ''}
      value={values.password}
      onChange={(password) => onChange({ password })}
      hint={
        kept ? (
          <>
            {place === 'keyring' ? 'Kept in the keyring' : 'Kept for this session'} – leave empty to keep it,
            or{' '}
            <button type="button" className="link" onClick={() => onChange({ forgetPassword: true })}>
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
