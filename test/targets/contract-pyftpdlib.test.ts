import { describeServer } from './contract-ftp.js';

await describeServer('pyftpdlib', { setsTimes: true, misreads: [], refusesFiles: [], refusesFolders: [] });
