import { fieldProps } from '../form.js';
import type { SecretPlace } from '../../../shared/profile/profile.js';
import { api } from '../../api/evenkeel.js';
import { Button } from '../../components/Button.js';
import type { OptionProps } from './OptionParts.js';
import { formText } from '../text/form.js';
import { SecretField } from '../SecretField.js';
import { TextField } from '../TextField.js';

interface KeyFieldsProps extends OptionProps {
  /** Where the passphrase that is kept is. */
  readonly place: SecretPlace;
}

/** The private key and what opens it: for a server that takes keys. */
export function KeyFields({ values, errors, place, onChange }: KeyFieldsProps) {
  const choose = async (): Promise<void> => {
    const keyFile = await api.chooseKeyFile();
    if (keyFile !== null) onChange({ keyFile });
  };
  return (
    <>
      <TextField
        label={formText.privateKey}
        {...fieldProps('keyFile', { values, errors, onChange })}
        placeholder={formText.privateKeyPlaceholder}
        beside={
          <Button title={formText.chooseKey} onClick={() => void choose()}>
            {formText.choose}
          </Button>
        }
      />
      <SecretField
        kind="passphrase"
        label={formText.passphrase}
        values={values}
        place={place}
        onChange={onChange}
      />
    </>
  );
}
