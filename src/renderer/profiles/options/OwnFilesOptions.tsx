import { fieldProps } from '../form.js';
import { optionsText } from '../text/options.js';
import { parseRemote } from '../../../shared/profile/remote.js';
import { Check, Group, type OptionProps } from './OptionParts.js';
import { TextField } from '../TextField.js';

/** What Evenkeel puts beside people's files, and what to do where a server is in the way of that; each with its price. */
export function OwnFilesOptions({ values, errors, onChange }: OptionProps) {
  const text = optionsText.ownFiles;
  const parsed = parseRemote(values.remoteFolder.trim());
  const isServer = parsed.kind === 'valid' && parsed.address.kind === 'server';
  return (
    <Group title={text.title}>
      <div className="form-pair">
        <TextField
          label={text.names}
          {...fieldProps('ownNames', { values, errors, onChange })}
          hint={text.namesHint}
        />
        <TextField
          label={text.versionsIn}
          {...fieldProps('versionsIn', { values, errors, onChange })}
          placeholder={text.versionsInPlaceholder}
          hint={text.versionsInHint}
        />
      </div>
      {isServer ? (
        <Check checked={values.writesInPlace} onChange={(writesInPlace) => onChange({ writesInPlace })}>
          {text.inPlace}
        </Check>
      ) : null}
      <Check checked={values.noLock} onChange={(noLock) => onChange({ noLock })}>
        {text.noLock}
      </Check>
    </Group>
  );
}
