import { describeServer } from './contract-ftp.js';

await describeServer('proftpd', {
  setsTimes: true,
  misreads: [],
  refusesFiles: [],
  refusesFolders: ['star * question ?'],
});
