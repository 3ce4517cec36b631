import { describeServer } from './contract-ftp.js';

await describeServer('pyftpdlib', {
  setsTimes: true,
  resumes: true,
  misreads: [],
  refusesFiles: [],
  refusesFolders: [],
});
