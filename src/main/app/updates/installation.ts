import { assertNever } from '../../../shared/assert-never.js';
import type { UpdateOffer } from '../../../shared/update.js';

/** What tells how Evenkeel came to this computer. */
export interface InstallationFacts {
  readonly platform: NodeJS.Platform;
  readonly isPackaged: boolean;
  /** Whether a store or its sandbox runs it: Microsoft's, Apple's, Snap, Flatpak. */
  readonly inStore: boolean;
  /** Whether it runs from an AppImage. */
  readonly inAppImage: boolean;
  /** What the Linux package says in its file `package-type`; empty without one. */
  readonly packageType: string;
  /** Whether the Windows installer has put it here. */
  readonly hasUninstaller: boolean;
  /** Whether it says who has to have signed its updates. */
  readonly namesPublisher: boolean;
}

/** How Evenkeel came to this computer, which decides who updates it. */
export type Installation =
  | 'source-code'
  /** Its own updater can replace it. */
  | 'replaceable'
  | 'package-manager'
  | 'store'
  /** Somebody unpacked it, or its updates could not be verified: they download the next version themselves. */
  | 'by-hand';

/** Who updates what is installed like this. Where a package manager or a store does, nothing else may. */
export function installationOf(facts: InstallationFacts): Installation {
  if (!facts.isPackaged) return 'source-code';
  if (facts.inStore) return 'store';
  switch (facts.platform) {
    case 'darwin':
      // The system takes an update only with the signature of the one before.
      return 'replaceable';
    case 'win32':
      return facts.hasUninstaller && facts.namesPublisher ? 'replaceable' : 'by-hand';
    case 'linux':
      if (facts.inAppImage) return 'replaceable';
      return facts.packageType === '' ? 'by-hand' : 'package-manager';
    default:
      return 'by-hand';
  }
}

/** What is offered about a newer version; `undefined` where it is none of Evenkeel's business. */
export function offerFor(installation: Installation): UpdateOffer | undefined {
  switch (installation) {
    case 'source-code':
      return undefined;
    case 'replaceable':
      return 'download';
    case 'package-manager':
    case 'store':
      return installation;
    case 'by-hand':
      return 'page';
    default:
      return assertNever(installation);
  }
}
