import type { ProfileDraft } from '../../../shared/profile/profile.js';
import type { SecretsByKind } from '../found-secrets.js';

/** Every program whose profiles can be imported, and what else an import can come from. */
export const IMPORT_PROGRAMS = [
  'evenkeel',
  'pyftpsync',
  'filezilla',
  'winscp',
  'freefilesync',
  'rclone',
  'ssh',
  'netrc',
  'vscode-sftp',
  /** An address on the clipboard. */
  'address',
] as const;
export type ImportProgram = (typeof IMPORT_PROGRAMS)[number];

/** A profile that was found, not saved yet. It neither trusts a server nor runs by itself. */
export interface FoundProfile extends Omit<ProfileDraft, 'schedule' | 'trustedCertificate'> {
  /** `''` where the file names none: somebody has to choose it. */
  readonly localFolder: string;
  /** For the keyring; they never leave the main process. */
  readonly secrets: SecretsByKind;
  readonly notes: readonly ImportNote[];
}

/** What of a profile could not be taken over as it was, or has to be looked at. */
export type ImportNote =
  /** Commands to be run here or on the server; none is ever imported. */
  | { readonly kind: 'commands' }
  | { readonly kind: 'master-password' }
  | { readonly kind: 'secret-unreadable' }
  /** A private key inside of the file itself. */
  | { readonly kind: 'inline-key' }
  | { readonly kind: 'key-path'; readonly path: string }
  /** The way through another server. */
  | { readonly kind: 'tunnel' }
  | { readonly kind: 'proxy' }
  /** The program encrypts where the server can. This profile does so always. */
  | { readonly kind: 'tls-required' }
  /** The file does not say how the server is reached. */
  | { readonly kind: 'protocol-guessed' }
  | { readonly kind: 'scp' }
  /** Settings are read from `~/.ssh/config` each time. */
  | { readonly kind: 'ssh-config' }
  | { readonly kind: 'certificate-check' }
  | { readonly kind: 'encoding'; readonly name: string }
  | { readonly kind: 'time-zone' }
  | { readonly kind: 'account' }
  /** The folder on the server counts from the one in which one is signed in. */
  | { readonly kind: 'relative-remote'; readonly path: string }
  /** A local folder that is none on this computer. */
  | { readonly kind: 'no-local-folder'; readonly path: string }
  | { readonly kind: 'directions' }
  | { readonly kind: 'include-filter'; readonly filters: readonly string[] }
  | { readonly kind: 'file-only-filter'; readonly filters: readonly string[] }
  | { readonly kind: 'unfit-filter'; readonly filters: readonly string[] }
  | { readonly kind: 'age-filter' }
  | { readonly kind: 'ignore-file'; readonly path: string }
  | { readonly kind: 'links' }
  | { readonly kind: 'time-shift' }
  | { readonly kind: 'versions-kept' }
  | { readonly kind: 'versions-folder'; readonly path: string }
  | { readonly kind: 'when-saved' }
  /** Settings that Evenkeel has no counterpart for, by the names that the file has for them. */
  | { readonly kind: 'unused'; readonly settings: readonly string[] };

/** Why something in the file became no profile. */
export type SkipReason =
  | { readonly kind: 'protocol'; readonly name: string }
  | { readonly kind: 'address' }
  | { readonly kind: 'two-servers' }
  | { readonly kind: 'no-folder' }
  /** A task of pyftpsync that cannot be used; `why` is a sentence. */
  | { readonly kind: 'task'; readonly why: string }
  /** A task that syncs nothing. */
  | { readonly kind: 'tree' }
  | { readonly kind: 'unfit' };

/** What became of one entry of a file. */
export type Found =
  | { readonly kind: 'profile'; readonly profile: FoundProfile }
  | { readonly kind: 'skipped'; readonly name: string; readonly why: SkipReason };

/** What a file came to. */
export type ImportFile =
  | { readonly kind: 'found'; readonly program: ImportProgram; readonly found: readonly Found[] }
  /** No program's file that is known. */
  | { readonly kind: 'unknown' }
  /** A later version of Evenkeel exported it. */
  | { readonly kind: 'newer' }
  /** Whole and only to be opened with a password. */
  | { readonly kind: 'encrypted'; readonly program: ImportProgram }
  | { readonly kind: 'damaged'; readonly program: ImportProgram };

/** Where a file lies, for what in it counts from there. */
export interface ImportPlace {
  /** The name of the file. */
  readonly file: string;
  /** The absolute path of its folder. */
  readonly folder: string;
}
