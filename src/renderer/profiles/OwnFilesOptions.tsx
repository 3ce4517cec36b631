import { parseRemote } from '../../shared/profile/remote.js';
import { Check, Group, type OptionProps } from './OptionParts.js';
import { TextField } from './TextField.js';

/** What Evenkeel puts beside people's files, and what to do where a server is in the way of that; each with its price. */
export function OwnFilesOptions({ values, errors, onChange }: OptionProps) {
  const parsed = parseRemote(values.remoteFolder.trim());
  const isServer = parsed.kind === 'valid' && parsed.address.kind === 'server';
  return (
    <Group title="Evenkeel’s own files">
      <div className="form-pair">
        <TextField
          label="Their names"
          name="ownNames"
          hint="ek_* where the server forbids names with a dot, ek_*.txt where it allows some endings only."
          value={values.ownNames}
          error={errors.ownNames}
          onChange={(ownNames) => onChange({ ownNames })}
        />
        <TextField
          label="Keep remote versions in"
          name="versionsIn"
          placeholder="The remote folder"
          hint="The whole path of a folder that no web server shows, like /private."
          value={values.versionsIn}
          error={errors.versionsIn}
          onChange={(versionsIn) => onChange({ versionsIn })}
        />
      </div>
      {isServer ? (
        <Check checked={values.writesInPlace} onChange={(writesInPlace) => onChange({ writesInPlace })}>
          Write files in place, for a server that forbids renaming. Visitors can see half a file, and what is
          replaced or deleted there is not kept
        </Check>
      ) : null}
      <Check checked={values.noLock} onChange={(noLock) => onChange({ noLock })}>
        Take no lock. Make sure yourself that nobody else syncs the folder at the same time
      </Check>
    </Group>
  );
}
