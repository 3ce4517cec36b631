import { describeServer } from './contract-ftp.js';

await describeServer('pure-ftpd', {
  setsTimes: true,
  resumes: true,
  misreads: [],
  refusesFiles: [' leading and trailing ', 'back\\slash'],
  refusesFolders: ['back\\slash'],
});
