/** Where something is, in a sentence. */
export const ON_SIDE = { local: 'on the local side', remote: 'on the remote side' } as const;
