import { parentPort } from 'node:worker_threads';
import { serveDisk } from './disk-host.js';
import { diskLineOver } from './disk-protocol.js';

if (parentPort === null) throw new Error('This module runs in a worker thread only.');
serveDisk(diskLineOver(parentPort));
