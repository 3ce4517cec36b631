/** The first word of a command line with which a shell asks what could be typed next. No help tells of it. */
export const COMPLETE = '__complete';
