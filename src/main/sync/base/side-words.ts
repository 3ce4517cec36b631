/** Where something is, in a sentence. */
export const ON_SIDE = { local: 'on this computer', remote: 'on the remote side' } as const;
