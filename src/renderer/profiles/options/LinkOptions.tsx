import { parseRemote } from '../../../shared/profile/remote.js';
import { LINK_WORDS, linkRulesFor, PERMISSION_WORDS } from './option-values.js';
import { Choice, Group, type OptionProps } from './OptionParts.js';

/** What becomes of symbolic links and permissions. */
export function LinkOptions({ values, onChange }: OptionProps) {
  const remote = parseRemote(values.remoteFolder.trim());
  const among = linkRulesFor(remote.kind === 'valid' ? remote.address : undefined);
  return (
    <Group title="Links and permissions">
      <Choice
        label="Symbolic links"
        words={LINK_WORDS}
        among={among}
        value={among.includes(values.links) ? values.links : 'skip'}
        onChange={(links) => onChange({ links })}
      />
      <Choice
        label="File permissions"
        words={PERMISSION_WORDS}
        among={['leave', 'keep']}
        value={values.permissions}
        onChange={(permissions) => onChange({ permissions })}
      />
    </Group>
  );
}
