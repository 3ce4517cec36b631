import { describeServer, type ServerTraits } from './support/ftp.js';

const traits: ServerTraits = {
  setsTimes: true,
  resumes: true,
  misreads: [],
  refusesFiles: [],
  refusesFolders: ['star * question ?', '[a-z]*'],
};
await describeServer('proftpd', traits);
await describeServer('proftpd', traits, { ftpMode: 'active' });
