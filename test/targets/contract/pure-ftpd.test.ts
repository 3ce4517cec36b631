import { describeServer } from './support/ftp.js';

await describeServer('pure-ftpd', {
  setsTimes: true,
  resumes: true,
  misreads: [],
  refusesFiles: [' leading and trailing ', 'trailing ', 'back\\slash', 'C:\\temp'],
  refusesFolders: ['back\\slash', 'C:\\temp'],
});
