import { describeServer, type ServerTraits } from './contract-ftp.js';

const traits: ServerTraits = {
  setsTimes: true,
  resumes: true,
  misreads: [],
  refusesFiles: [],
  refusesFolders: [],
};
await describeServer('vsftpd', traits);
await describeServer('vsftpd', traits, { ftpMode: 'active' });
