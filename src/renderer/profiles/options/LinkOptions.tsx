import { parseRemote } from '../../../shared/profile/remote.js';
import { optionsText } from '../text/options.js';
import { linkRulesFor } from './option-values.js';
import { Choice, Group, type OptionProps } from './OptionParts.js';

/** What becomes of symbolic links and permissions. */
export function LinkOptions({ values, onChange }: OptionProps) {
  const text = optionsText.links;
  const remote = parseRemote(values.remoteFolder.trim());
  const among = linkRulesFor(remote.kind === 'valid' ? remote.address : undefined);
  return (
    <Group title={text.title}>
      <Choice
        label={text.links}
        words={text.rules}
        among={among}
        value={among.includes(values.links) ? values.links : 'skip'}
        onChange={(links) => onChange({ links })}
      />
      <Choice
        label={text.permissions}
        words={text.permissionRules}
        among={['leave', 'keep']}
        value={values.permissions}
        onChange={(permissions) => onChange({ permissions })}
      />
    </Group>
  );
}
