import { describeServer, type ServerTraits } from './support/ftp.js';

const traits: ServerTraits = {
  setsTimes: true,
  resumes: true,
  misreads: [],
  refusesFiles: [],
  refusesFolders: [],
};
await describeServer('vsftpd', traits);
await describeServer('vsftpd', traits, { ftpMode: 'active' });
