import { describeServer } from './contract-ftp.js';

await describeServer('vsftpd', { setsTimes: true, misreads: [], refusesFiles: [], refusesFolders: [] });
