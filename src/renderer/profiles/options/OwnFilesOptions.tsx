import { parseRemote } from '../../../shared/profile/remote.js';
import { Check, Group, type OptionProps } from './OptionParts.js';
import { TextField } from '../TextField.js';

/** What Evenkeel puts beside people's files, and what to do where a server is in the way of that; each with its price. */
export function OwnFilesOptions({ values, errors, onChange }: OptionProps) {
  const parsed = parseRemote(values.remoteFolder.trim());
  const isServer = parsed.kind === 'valid' && parsed.address.kind === 'server';
  return (
    <Group title="Evenkeel’s own files">
      <div className="form-pair">
        <TextField
          label="Names of these files"
          name="ownNames"
          hint="For example ek_* if the server forbids names with a dot, or ek_*.txt if it allows only some endings."
          value={values.ownNames}
          error={errors.ownNames}
          onChange={(ownNames) => onChange({ ownNames })}
        />
        <TextField
          label="Keep remote versions in"
          name="versionsIn"
          placeholder="The remote folder"
          hint="The full path of a folder that no web server shows, such as /private."
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
        Don’t lock the folder. Make sure that nobody else syncs it at the same time
      </Check>
    </Group>
  );
}
