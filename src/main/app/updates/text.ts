/** What is said where an update fails. */
export const updatesText = {
  notChecked: {
    what: 'Evenkeel couldn’t check for updates.',
    advice: 'Check your connection to the internet and try again, or look at the download page.',
  },
  notDownloaded: {
    what: 'The new version couldn’t be downloaded.',
    advice: 'Check your connection to the internet and try again, or download it from its page.',
  },
  /** What was downloaded is not what was released. */
  notGenuine: {
    what: 'The download was damaged or altered on its way, so it was deleted.',
    advice: 'Try again. If it happens again, download the new version from its page and verify it.',
  },
  noSpace: {
    what: 'The new version couldn’t be downloaded: the disk is full.',
    advice: 'Free some space, then try again.',
  },
} as const;
