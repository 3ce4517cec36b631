import type { CertificateFacts, Problem } from '../problem.js';

/** What is tried, in this order. */
export const STEP_NAMES = [
  /** The server’s name is looked up. */
  'name',
  /** Its port is open. */
  'port',
  /** TLS, or the key exchange and host key of SSH. */
  'encryption',
  'sign-in',
  /** The folder is there. */
  'folder',
  /** It can be listed. */
  'listing',
  /** It can be written to; only when somebody asks for that. */
  'writing',
] as const;
export type StepName = (typeof STEP_NAMES)[number];

/** Something that a step found out. */
export type StepFact =
  | { readonly kind: 'resolved'; readonly addresses: readonly string[] }
  /** The proxy looks up the name and opens the port. */
  | { readonly kind: 'by-proxy' }
  /** Looked up and opened as the settings of SSH on this computer say. */
  | { readonly kind: 'by-ssh-settings' }
  | { readonly kind: 'reached'; readonly port: number }
  | { readonly kind: 'encrypted'; readonly protocol: string; readonly cipher: string }
  | {
      readonly kind: 'identity';
      readonly certificate: CertificateFacts;
      readonly vouchedBy: 'computer' | 'user';
    }
  /** Not encrypted; whether the server offers TLS is known once somebody is signed in. */
  | { readonly kind: 'in-the-clear'; readonly offersTls: boolean | undefined }
  /** An empty name is that of the anonymous user. */
  | { readonly kind: 'signed-in'; readonly userName: string }
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'listed'; readonly items: number }
  | { readonly kind: 'written' };

export type StepState = 'waiting' | 'running' | 'done' | 'failed' | 'skipped';

/** One step of a connection test, and how it went. */
export interface TestStep {
  readonly name: StepName;
  readonly state: StepState;
  /** How long it took, in milliseconds, where that is known. */
  readonly ms?: number | undefined;
  readonly facts: readonly StepFact[];
  /** Why it failed, and what to do. */
  readonly problem?: Problem | undefined;
  /** The dialogue with the server meanwhile, secrets masked; the last lines of it. */
  readonly words: readonly string[];
}
