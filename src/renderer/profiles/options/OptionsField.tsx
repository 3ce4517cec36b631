import { fieldProps } from '../form.js';
import { ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import { optionsText } from '../text/options.js';
import { ConnectionOptions, type ConnectionProps } from './ConnectionOptions.js';
import { LinkOptions } from './LinkOptions.js';
import { optionsInShort } from './option-values.js';
import { Check, Choice, Group, NumberField, Wrong, type OptionProps } from './OptionParts.js';
import { OwnFilesOptions } from './OwnFilesOptions.js';
import { fieldsOf } from '../remote/remote-fields.js';
import { RESOLVES, withMode } from './preset-values.js';
import { SECTIONS, sectionLine, type Section } from './section-lines.js';
import { CommandFields } from '../commands/CommandFields.js';
import { ScheduleFields } from '../schedule/ScheduleFields.js';
import { TextField } from '../TextField.js';

const FIRST_SYNCS = ['ask', 'newer', 'local', 'remote'] as const;

const NONE: ReadonlySet<Section> = new Set();
const ALL: ReadonlySet<Section> = new Set(SECTIONS);

/** What few profiles need to change: each section is closed, and says in a line what holds. The heading opens and closes all of them. */
export function OptionsField(props: ConnectionProps) {
  const { values } = props;
  const [open, setOpen] = useState(NONE);
  const short = optionsInShort(values);
  const toggled = (section: Section, isOpen: boolean): void =>
    setOpen((before) => {
      if (before.has(section) === isOpen) return before;
      return new Set(SECTIONS.filter((one) => (one === section ? isOpen : before.has(one))));
    });
  return (
    <section className="options">
      <button
        type="button"
        className="options-head"
        aria-expanded={open.size > 0}
        onClick={() => setOpen(open.size > 0 ? NONE : ALL)}
      >
        <ChevronRight size={16} strokeWidth={1.9} aria-hidden className="options-mark" />
        <span className="options-title">{optionsText.title}</span>
        <span className="options-short">{short === '' ? optionsText.usual : short}</span>
      </button>
      {SECTIONS.map((section) => (
        <details
          key={section}
          className="options-section"
          open={open.has(section)}
          onToggle={(event) => toggled(section, event.currentTarget.open)}
        >
          <summary className="options-summary">
            <ChevronRight size={14} strokeWidth={1.9} aria-hidden className="options-mark" />
            <span className="options-section-title">{titleOf(section, values)}</span>
            <span className="options-line">{sectionLine(section, values)}</span>
          </summary>
          <SectionFields section={section} {...props} />
        </details>
      ))}
    </section>
  );
}

function titleOf(section: Section, { remoteFolder }: ConnectionProps['values']): string {
  const { title, speedTitle } = optionsText.line;
  if (section !== 'line') return optionsText[section].title;
  return fieldsOf(remoteFolder).kind === 'folder' ? speedTitle : title;
}

function SectionFields({ section, proxyPlace, ...props }: ConnectionProps & { readonly section: Section }) {
  switch (section) {
    case 'direction':
      return <Direction {...props} />;
    case 'filters':
      return <LeftOut {...props} />;
    case 'comparing':
      return <Comparing {...props} />;
    case 'links':
      return <LinkOptions {...props} />;
    case 'conflicts':
      return <Conflicts {...props} />;
    case 'line':
      return <ConnectionOptions proxyPlace={proxyPlace} {...props} />;
    case 'versions':
      return <Versions {...props} />;
    case 'ownFiles':
      return <OwnFilesOptions {...props} />;
    case 'schedule':
      return (
        <ScheduleFields
          values={props.values.schedule}
          error={props.errors.schedule}
          onChange={(schedule) => props.onChange({ schedule })}
        />
      );
    case 'commands':
      return <CommandFields {...props} />;
    case 'syncNow':
      return <SyncNow {...props} />;
    case 'deletions':
      return <DeletionLimit {...props} />;
  }
}

/** What a preset settles, one by one. */
function Direction({ values, onChange }: OptionProps) {
  const text = optionsText.direction;
  const uploads = values.mode === 'upload';
  const target = uploads ? text.remoteSide : text.localSide;
  const source = uploads ? text.localSide : text.remoteSide;
  return (
    <Group title={text.title}>
      <Choice
        label={text.changes}
        name="direction"
        words={text.modes}
        among={['two-way', 'upload', 'download']}
        value={values.mode}
        onChange={(mode) => onChange(withMode(values, mode))}
      />
      {values.mode === 'two-way' ? null : (
        <>
          <Check checked={values.deleteExtra} onChange={(deleteExtra) => onChange({ deleteExtra })}>
            {text.deleteExtra(target, source)}
          </Check>
          <Check checked={values.force} onChange={(force) => onChange({ force })}>
            {text.force(target)}
          </Check>
          {values.deleteExtra ? (
            <Check
              checked={values.deleteUnmatched}
              onChange={(deleteUnmatched) => onChange({ deleteUnmatched })}
            >
              {text.deleteUnmatched(target)}
            </Check>
          ) : null}
        </>
      )}
    </Group>
  );
}

function LeftOut({ values, errors, onChange }: OptionProps) {
  const text = optionsText.filters;
  const id = useId();
  const below = `${id}-below`;
  const error = errors.leaveOut;
  return (
    <Group title={text.title}>
      {values.pairs.length === 0 ? null : <p className="field-hint">{text.ofAllPairs}</p>}
      <div className="field">
        <label className="field-label" htmlFor={id}>
          {text.exclude}
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
          {error ?? text.excludeHint}
        </p>
      </div>
      <Check checked={values.leaveHiddenOut} onChange={(leaveHiddenOut) => onChange({ leaveHiddenOut })}>
        {text.hidden}
      </Check>
      <Check checked={values.takeSystem} onChange={(takeSystem) => onChange({ takeSystem })}>
        {text.system}
      </Check>
      <div className="options-below">
        <TextField
          label={text.only}
          {...fieldProps('onlyNames', { values, errors, onChange })}
          placeholder={text.onlyPlaceholder}
          hint={text.onlyHint}
        />
      </div>
      <div className="form-pair options-below">
        <TextField
          label={text.smallest}
          {...fieldProps('smallest', { values, errors, onChange })}
          placeholder={text.noLimit}
          hint={text.smallestHint}
        />
        <TextField
          label={text.largest}
          {...fieldProps('largest', { values, errors, onChange })}
          placeholder={text.noLimit}
          hint={text.largestHint}
        />
      </div>
      <div className="form-pair options-below">
        <TextField
          label={text.youngest}
          {...fieldProps('youngest', { values, errors, onChange })}
          placeholder={text.noLimit}
          hint={text.youngestHint}
        />
        <TextField
          label={text.oldest}
          {...fieldProps('oldest', { values, errors, onChange })}
          placeholder={text.noLimit}
          hint={text.oldestHint}
        />
      </div>
    </Group>
  );
}

function Comparing({ values, onChange }: OptionProps) {
  const text = optionsText.comparing;
  return (
    <Group title={text.title}>
      <Choice
        label={text.compare}
        words={text.comparisons}
        among={['time', 'size', 'content']}
        value={values.comparison}
        onChange={(comparison) => onChange({ comparison })}
      />
      <Choice
        label={text.caseRule}
        words={text.caseRules}
        among={['stop', 'strict', 'local', 'remote']}
        value={values.caseRule}
        onChange={(caseRule) => onChange({ caseRule })}
      />
    </Group>
  );
}

function Conflicts({ values, onChange }: OptionProps) {
  const text = optionsText.conflicts;
  return (
    <Group title={text.title}>
      <Choice
        label={text.first}
        words={text.firstRules}
        among={FIRST_SYNCS}
        value={values.firstSync}
        onChange={(firstSync) => onChange({ firstSync })}
      />
      <Choice
        label={text.later}
        words={text.laterRules}
        among={RESOLVES[values.mode]}
        value={values.resolve}
        onChange={(resolve) => onChange({ resolve })}
      />
      {values.resolve === 'merge' ? <p className="field-hint">{text.mergeHint}</p> : null}
    </Group>
  );
}

function Versions({ values, errors, onChange }: OptionProps) {
  const text = optionsText.versions;
  const [before, between, after] = text.sentence;
  const disabled = !values.keepVersions;
  return (
    <Group title={text.title}>
      <Check checked={values.keepVersions} onChange={(keepVersions) => onChange({ keepVersions })}>
        {text.keep}
      </Check>
      <p className="options-sentence">
        {before}{' '}
        <NumberField label={text.days} field="versionDays" {...{ values, errors, onChange, disabled }} />{' '}
        {between}{' '}
        <NumberField
          label={text.megabytes}
          field="versionMegabytes"
          {...{ values, errors, onChange, disabled }}
        />{' '}
        {after}
      </p>
      <Wrong errors={errors} fields={['versionDays', 'versionMegabytes']} />
    </Group>
  );
}

function SyncNow({ values, onChange }: OptionProps) {
  const text = optionsText.syncNow;
  return (
    <Group title={text.title}>
      <Check checked={values.unattended} onChange={(unattended) => onChange({ unattended })}>
        {text.unattended}
      </Check>
    </Group>
  );
}

function DeletionLimit({ values, errors, onChange }: OptionProps) {
  const text = optionsText.deletions;
  const [before, between, after] = text.sentence;
  return (
    <Group title={text.title}>
      <p className="options-sentence">
        {before}{' '}
        <NumberField label={text.percent} field="deletionLimitPercent" {...{ values, errors, onChange }} />{' '}
        {between}{' '}
        <NumberField label={text.files} field="deletionLimitFiles" {...{ values, errors, onChange }} />{' '}
        {after}
      </p>
      <Wrong errors={errors} fields={['deletionLimitPercent', 'deletionLimitFiles']} />
    </Group>
  );
}
