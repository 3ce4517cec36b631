import { OwnFilesOptions } from './OwnFilesOptions.js';
import { ChevronRight } from 'lucide-react';
import { useId } from 'react';
import { ConnectionOptions, type ConnectionProps } from './ConnectionOptions.js';
import { LinkOptions } from './LinkOptions.js';
import {
  CASE_RULE_WORDS,
  COMPARISON_WORDS,
  FIRST_SYNC_WORDS,
  optionsInShort,
  RESOLVE_WORDS,
} from './option-values.js';
import { Check, Choice, Group, NumberField, Wrong, type OptionProps } from './OptionParts.js';
import { MODE_WORDS, RESOLVES, withMode } from './preset-values.js';
import { TextField } from '../TextField.js';

const FIRST_SYNCS = ['ask', 'newer', 'local', 'remote'] as const;

/** What few profiles need: closed, with what differs from the usual in short. */
export function OptionsField({ values, errors, proxyPlace, onChange }: ConnectionProps) {
  const short = optionsInShort(values);
  return (
    <details className="options">
      <summary className="options-head">
        <ChevronRight size={16} strokeWidth={1.9} aria-hidden className="options-mark" />
        <span className="options-title">Options</span>
        <span className="options-short">{short === '' ? 'default' : short}</span>
      </summary>
      <div className="options-groups">
        <Direction values={values} errors={errors} onChange={onChange} />
        <LeftOut values={values} errors={errors} onChange={onChange} />
        <Comparing values={values} errors={errors} onChange={onChange} />
        <LinkOptions values={values} errors={errors} onChange={onChange} />
        <Conflicts values={values} errors={errors} onChange={onChange} />
        <ConnectionOptions values={values} errors={errors} proxyPlace={proxyPlace} onChange={onChange} />
        <Versions values={values} errors={errors} onChange={onChange} />
        <OwnFilesOptions values={values} errors={errors} onChange={onChange} />
        <SyncNow values={values} errors={errors} onChange={onChange} />
        <Brakes values={values} errors={errors} onChange={onChange} />
      </div>
    </details>
  );
}

/** What a preset settles, one by one. */
function Direction({ values, onChange }: OptionProps) {
  const target = values.mode === 'upload' ? 'the remote side' : 'this computer';
  const source = values.mode === 'upload' ? 'this computer' : 'the remote side';
  return (
    <Group title="Direction">
      <Choice
        label="Changes"
        name="direction"
        words={MODE_WORDS}
        among={['two-way', 'upload', 'download']}
        value={values.mode}
        onChange={(mode) => onChange(withMode(values, mode))}
      />
      {values.mode === 'two-way' ? null : (
        <>
          <Check checked={values.deleteExtra} onChange={(deleteExtra) => onChange({ deleteExtra })}>
            Delete items on {target} that {source} does not have
          </Check>
          <Check checked={values.force} onChange={(force) => onChange({ force })}>
            Overwrite changes on {target}, and restore what was deleted there
          </Check>
          {values.deleteExtra ? (
            <Check
              checked={values.deleteUnmatched}
              onChange={(deleteUnmatched) => onChange({ deleteUnmatched })}
            >
              Also delete excluded items on {target}
            </Check>
          ) : null}
        </>
      )}
    </Group>
  );
}

function LeftOut({ values, errors, onChange }: OptionProps) {
  const id = useId();
  const below = `${id}-below`;
  const error = errors.leaveOut;
  return (
    <Group title="Filters">
      <div className="field">
        <label className="field-label" htmlFor={id}>
          Exclude
        </label>
        <textarea
          id={id}
          name="leaveOut"
          className="input input-lines"
          rows={5}
          spellCheck={false}
          value={values.leaveOut}
          aria-invalid={error !== undefined}
          aria-describedby={below}
          onChange={(event) => onChange({ leaveOut: event.target.value })}
        />
        <p className={error === undefined ? 'field-hint' : 'field-error'} id={below}>
          {error ??
            'One pattern per line, as in a .gitignore: *.tmp, build/, /notes, and !keep.tmp for an exception. System files such as Thumbs.db are excluded unless you include them below.'}
        </p>
      </div>
      <Check checked={values.leaveHiddenOut} onChange={(leaveHiddenOut) => onChange({ leaveHiddenOut })}>
        Exclude hidden files
      </Check>
      <Check checked={values.takeSystem} onChange={(takeSystem) => onChange({ takeSystem })}>
        Include system files (.DS_Store, Thumbs.db)
      </Check>
      <div className="options-below">
        <TextField
          label="Only files named"
          name="onlyNames"
          placeholder="All names"
          hint="Wildcards separated by commas: *.jpg, *.png"
          value={values.onlyNames}
          error={errors.onlyNames}
          onChange={(onlyNames) => onChange({ onlyNames })}
        />
      </div>
      <div className="form-pair options-below">
        <TextField
          label="Smallest file"
          name="smallest"
          placeholder="No limit"
          hint="For example 1 kB. Smaller files are excluded."
          value={values.smallest}
          error={errors.smallest}
          onChange={(smallest) => onChange({ smallest })}
        />
        <TextField
          label="Largest file"
          name="largest"
          placeholder="No limit"
          hint="For example 10 MB. Larger files are excluded."
          value={values.largest}
          error={errors.largest}
          onChange={(largest) => onChange({ largest })}
        />
      </div>
      <div className="form-pair options-below">
        <TextField
          label="Minimum age in days"
          name="youngest"
          placeholder="No limit"
          hint="Newer files are excluded."
          value={values.youngest}
          error={errors.youngest}
          onChange={(youngest) => onChange({ youngest })}
        />
        <TextField
          label="Maximum age in days"
          name="oldest"
          placeholder="No limit"
          hint="Older files are excluded."
          value={values.oldest}
          error={errors.oldest}
          onChange={(oldest) => onChange({ oldest })}
        />
      </div>
    </Group>
  );
}

function Comparing({ values, onChange }: OptionProps) {
  return (
    <Group title="Comparing">
      <Choice
        label="Compare files"
        words={COMPARISON_WORDS}
        among={['time', 'size', 'content']}
        value={values.comparison}
        onChange={(comparison) => onChange({ comparison })}
      />
      <Choice
        label="Names that differ only in case"
        words={CASE_RULE_WORDS}
        among={['stop', 'strict', 'local', 'remote']}
        value={values.caseRule}
        onChange={(caseRule) => onChange({ caseRule })}
      />
    </Group>
  );
}

function Conflicts({ values, onChange }: OptionProps) {
  return (
    <Group title="Conflicts">
      <Choice
        label="Files that differ at the first sync"
        words={FIRST_SYNC_WORDS}
        among={FIRST_SYNCS}
        value={values.firstSync}
        onChange={(firstSync) => onChange({ firstSync })}
      />
      <Choice
        label="Files changed on both sides"
        words={RESOLVE_WORDS}
        among={RESOLVES[values.mode]}
        value={values.resolve}
        onChange={(resolve) => onChange({ resolve })}
      />
    </Group>
  );
}

function Versions({ values, errors, onChange }: OptionProps) {
  const disabled = !values.keepVersions;
  return (
    <Group title="Undo">
      <Check checked={values.keepVersions} onChange={(keepVersions) => onChange({ keepVersions })}>
        Keep replaced and deleted files
      </Check>
      <p className="options-sentence">
        for{' '}
        <NumberField
          label="Days to keep it"
          field="versionDays"
          {...{ values, errors, onChange, disabled }}
        />{' '}
        days, up to{' '}
        <NumberField
          label="Megabytes to keep"
          field="versionMegabytes"
          {...{ values, errors, onChange, disabled }}
        />{' '}
        MB on each side
      </p>
      <Wrong errors={errors} fields={['versionDays', 'versionMegabytes']} />
    </Group>
  );
}

function SyncNow({ values, onChange }: OptionProps) {
  return (
    <Group title="Sync now">
      <Check checked={values.unattended} onChange={(unattended) => onChange({ unattended })}>
        Run without a preview when started from the menu or tray
      </Check>
    </Group>
  );
}

function Brakes({ values, errors, onChange }: OptionProps) {
  return (
    <Group title="Deletion limit">
      <p className="options-sentence">
        Stop when more than{' '}
        <NumberField
          label="Percentage that may be deleted"
          field="brakePercent"
          {...{ values, errors, onChange }}
        />{' '}
        % of the files, and more than{' '}
        <NumberField
          label="Number that may be deleted"
          field="brakeFiles"
          {...{ values, errors, onChange }}
        />{' '}
        files, would be deleted
      </p>
      <Wrong errors={errors} fields={['brakePercent', 'brakeFiles']} />
    </Group>
  );
}
