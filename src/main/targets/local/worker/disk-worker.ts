import { parentPort } from 'node:worker_threads';
import { channelOver } from '../../../worker/channel.js';
import { serveDisk } from './disk-host.js';

if (parentPort === null) throw new Error('This module runs in a worker thread only.');
serveDisk(channelOver(parentPort));
