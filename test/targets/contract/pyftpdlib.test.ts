import { describeServer } from './support/ftp.js';

await describeServer('pyftpdlib', {
  setsTimes: true,
  resumes: true,
  misreads: [],
  refusesFiles: [],
  refusesFolders: [],
});
