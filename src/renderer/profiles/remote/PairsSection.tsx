import { FolderPlus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ProfileListing } from '../../../shared/ipc.js';
import { MORE_PAIRS_AT_MOST } from '../../../shared/profile/profile.js';
import { remoteAt } from '../../../shared/profile/pairs.js';
import { api } from '../../api/evenkeel.js';
import { Button, IconButton } from '../../components/Button.js';
import { FolderBrowserDialog } from '../connection/FolderBrowserDialog.js';
import { FolderHint, useFolderLook } from '../FolderHint.js';
import { checkConnection, completeAddress, type FormErrors, type FormValues } from '../form.js';
import { formText } from '../text/form.js';
import { TextField } from '../TextField.js';
import { PairFilters } from './PairFilters.js';
import { isFolderOf, newPair, withoutFirst, type FormPair } from './pair-fields.js';

const text = formText.pairs;

interface PairsSectionProps {
  readonly values: FormValues;
  readonly errors: FormErrors;
  readonly listing: ProfileListing | undefined;
  readonly onChange: (part: Partial<FormValues>) => void;
  readonly onErrors: (errors: FormErrors) => void;
}

/** The further pairs of folders of a profile: on the same server, with the same options. */
export function PairsSection({ values, errors, listing, onChange, onErrors }: PairsSectionProps) {
  const { pairs, ownFilters } = values;
  // Those of a profile with one pair stand among its options, but for what an import left here.
  const [hadFilters] = useState(() => isFilled(ownFilters));
  const hasFilters = pairs.length > 0 || hadFilters || isFilled(ownFilters);
  const change = (at: number, part: Partial<FormPair>): void =>
    onChange({ pairs: pairs.map((pair, index) => (index === at ? { ...pair, ...part } : pair)) });
  return (
    <fieldset className="form-pairs">
      <legend className="field-label">{text.title}</legend>
      <p className="field-hint">{text.hint}</p>
      {hasFilters && (
        <PairFilters
          number={1}
          name="ownFilters"
          values={ownFilters}
          errors={{ exclude: errors['ownFilters.exclude'], only: errors['ownFilters.only'] }}
          onChange={(part) => onChange({ ownFilters: { ...ownFilters, ...part } })}
        />
      )}
      {pairs.map((pair, at) => (
        <PairRow
          key={pair.id}
          pair={pair}
          at={at}
          values={values}
          errors={errors}
          listing={listing}
          onChange={(part) => change(at, part)}
          onRemove={() => onChange({ pairs: pairs.filter((_pair, index) => index !== at) })}
          onTrust={(trusted) => onChange({ trusted })}
          onErrors={onErrors}
        />
      ))}
      <div className="form-pairs-actions">
        <Button
          icon={FolderPlus}
          disabled={pairs.length >= MORE_PAIRS_AT_MOST}
          onClick={() => onChange({ pairs: [...pairs, newPair(pairs)] })}
        >
          {text.add}
        </Button>
        {pairs.length > 0 && (
          <Button
            variant="quiet"
            title={text.removeFirstTitle}
            onClick={() => onChange(withoutFirst(values))}
          >
            {text.removeFirst}
          </Button>
        )}
      </div>
    </fieldset>
  );
}

function isFilled({ exclude, only }: FormPair['filters']): boolean {
  return exclude.trim() + only.trim() !== '';
}

interface PairRowProps extends Omit<PairsSectionProps, 'onChange'> {
  readonly pair: FormPair;
  /** Its place among the further pairs. */
  readonly at: number;
  readonly onChange: (part: Partial<FormPair>) => void;
  readonly onRemove: () => void;
  readonly onTrust: (trusted: NonNullable<FormValues['trusted']>) => void;
}

function PairRow({ pair, at, values, errors, listing, onChange, onRemove, onTrust, onErrors }: PairRowProps) {
  const [browsing, setBrowsing] = useState(false);
  const isFolder = isFolderOf(values);
  const local = useFolderLook(pair.localFolder);
  const remote = useFolderLook(isFolder ? pair.remoteFolder : '');
  const number = at + 2;
  const choose = async (side: 'localFolder' | 'remoteFolder'): Promise<void> => {
    const folder = await api.chooseFolder();
    if (folder !== null) onChange({ [side]: folder });
  };
  const browse = async (): Promise<void> => {
    if (isFolder) {
      await choose('remoteFolder');
      return;
    }
    const checked = checkConnection(completeAddress(values), listing?.profile);
    if (checked.kind === 'valid') setBrowsing(true);
    else onErrors(checked.errors);
  };
  const complete = completeAddress(values);
  return (
    <div className="form-pairs-row" role="group" aria-label={text.row(number)}>
      <TextField
        label={text.local(number)}
        name={`pairs.${at}.localFolder`}
        placeholder={formText.localPlaceholder}
        value={pair.localFolder}
        error={errors[`pairs.${at}.localFolder`]}
        hint={
          local.seen === undefined || local.seen === 'folder' ? undefined : (
            <FolderHint seen={local.seen} usual="" onCreate={local.create} />
          )
        }
        onChange={(localFolder) => onChange({ localFolder })}
        onBlur={local.look}
        beside={
          <Button title={text.chooseTitle(number)} onClick={() => void choose('localFolder')}>
            {formText.choose}
          </Button>
        }
      />
      <TextField
        label={text.remote(number)}
        name={`pairs.${at}.remoteFolder`}
        placeholder={isFolder ? formText.localPlaceholder : text.remotePlaceholder}
        value={pair.remoteFolder}
        error={errors[`pairs.${at}.remoteFolder`]}
        hint={
          remote.seen === undefined || remote.seen === 'folder' ? undefined : (
            <FolderHint seen={remote.seen} usual="" onCreate={remote.create} />
          )
        }
        onChange={(remoteFolder) => onChange({ remoteFolder })}
        onBlur={remote.look}
        beside={
          <Button title={text.browseTitle(number)} onClick={() => void browse()}>
            {formText.browse}
          </Button>
        }
      />
      <IconButton
        label={text.remove(number)}
        icon={Trash2}
        className="form-pairs-remove"
        onClick={onRemove}
      />
      <PairFilters
        number={number}
        name={`pairs.${at}`}
        values={pair.filters}
        errors={{ exclude: errors[`pairs.${at}.exclude`], only: errors[`pairs.${at}.only`] }}
        onChange={(part) => onChange({ filters: { ...pair.filters, ...part } })}
      />
      {browsing && (
        <FolderBrowserDialog
          values={
            pair.remoteFolder.startsWith('/')
              ? { ...complete, remoteFolder: remoteAt(complete.remoteFolder, pair.remoteFolder) }
              : complete
          }
          listing={listing}
          onChoose={(remoteFolder) => {
            setBrowsing(false);
            onChange({ remoteFolder });
          }}
          onTrust={onTrust}
          onClose={() => setBrowsing(false)}
        />
      )}
    </div>
  );
}
