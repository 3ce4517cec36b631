import { describeServer } from './support/ftp.js';

await describeServer('ftp-srv', {
  setsTimes: false,
  resumes: false,
  misreads: ['a -v b', 'single \' and double " quotes', '""', 'back\\slash', 'C:\\temp'],
  refusesFiles: [],
  refusesFolders: [],
});
