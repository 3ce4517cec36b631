/** The words of the list of profiles. */
export const sidebarText = {
  label: 'Profiles',
  newProfile: 'New profile',
  neverSynced: 'Never synced',
  lastRun: (words: string, ago: string) => `${words} · ${ago}`,
} as const;
