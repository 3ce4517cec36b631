import { parentPort } from 'node:worker_threads';
import { channelOver } from '../../worker/channel.js';
import { serveState } from './host.js';

if (parentPort === null) throw new Error('This module runs in a worker thread only.');
serveState(channelOver(parentPort));
