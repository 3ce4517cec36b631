import type { Finding } from '../../targets/finding.js';
import type { HashName } from '../../targets/target.js';
import type { NameRules } from '../../../shared/entry/names.js';

/** What the doctor finds out about a folder and whoever holds it: what that tells of itself, what it can do, and what was tried. */
export type DoctorFinding =
  | Finding
  /** It was connected to, and where there is a sign-in, that was accepted. */
  | { readonly kind: 'reached'; readonly ms: number }
  /** Which folder on the server it is. */
  | { readonly kind: 'root-folder'; readonly path: string }
  /** The root folder was listed. */
  | { readonly kind: 'listed'; readonly items: number; readonly ms: number }
  /** How exactly listings tell times: the step of the vaguest, absent where one tells none. */
  | { readonly kind: 'told-times'; readonly precisionMs: number | undefined }
  | { readonly kind: 'sets-times'; readonly stepMs: number | undefined }
  | { readonly kind: 'hashes'; readonly names: readonly HashName[] }
  | { readonly kind: 'resumes'; readonly possible: boolean }
  | { readonly kind: 'free-space'; readonly bytes: number | undefined }
  | { readonly kind: 'name-rules'; readonly rules: NameRules }
  /** It looks like what a web server shows, by a file of this name. */
  | { readonly kind: 'web-root'; readonly name: string }
  /** Whether upper and lower case make different names. */
  | { readonly kind: 'folds-case'; readonly folds: boolean }
  /** By how much its clock is ahead or behind cannot be known without a new file. */
  | { readonly kind: 'clock-untold' }
  /** By how much its clock is ahead of ours, to within so many milliseconds. Only with a write test, as all that follows. */
  | { readonly kind: 'clock'; readonly aheadMs: number; readonly withinMs: number }
  /** By how much the time that a file was given is off afterwards. */
  | { readonly kind: 'time-kept'; readonly offMs: number }
  /** Whether letters composed in two ways make different names. */
  | { readonly kind: 'folds-composition'; readonly folds: boolean }
  /** What became of a file with a name that not every system takes. */
  | {
      readonly kind: 'name-tried';
      readonly name: string;
      readonly fate: 'taken' | 'refused' | 'changed';
    };

/** How much a finding matters: all is well, it is good to know, it costs time, it puts something at risk. */
export type Verdict = 'good' | 'note' | 'slow' | 'unsafe';

export interface Judgement {
  readonly verdict: Verdict;
  /** Whole sentences. */
  readonly text: string;
}
