import type { UpdateOffer } from '../../shared/update.js';

/** The text of *Check for updates*. */
export const updatesText = {
  title: 'Updates',
  close: 'Close',
  later: 'Later',
  checking: 'Checking for updates…',
  current: 'Evenkeel is up to date.',
  running: (version: string): string => `You have version ${version}.`,
  available: (version: string): string => `Version ${version} is available.`,
  offers: {
    download: 'Evenkeel can download it and check that it is genuine. It is installed only when you say so.',
    'package-manager':
      'Your system’s package manager installed Evenkeel. Update it there, or download the new package from the release page.',
    store: 'The store that you got Evenkeel from will update it.',
    page: 'Download it from the release page. It replaces the version that you have; profiles and settings stay.',
  } satisfies Record<UpdateOffer, string>,
  download: 'Download',
  openPage: 'Open release page',
  downloading: (version: string): string => `Downloading version ${version}…`,
  cancel: 'Cancel download',
  ready: (version: string): string => `Version ${version} is ready.`,
  readyHint: 'Restart Evenkeel to use it, now or whenever you like. Nothing changes until then.',
  restart: 'Restart and update',
  retry: 'Try again',
  sourceCode: 'This Evenkeel runs from its source code.',
  sourceCodeHint: 'Get new versions with “git pull”.',
  details: 'Details…',
  dismiss: 'Dismiss',
} as const;
