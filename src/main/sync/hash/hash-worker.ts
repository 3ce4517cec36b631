import { parentPort } from 'node:worker_threads';
import { channelOver } from '../../worker/channel.js';
import { serveHashes } from './hash-host.js';

if (parentPort === null) throw new Error('This module runs in a worker thread only.');
serveHashes(channelOver(parentPort));
