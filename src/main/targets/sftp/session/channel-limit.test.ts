import { describe, expect, it } from 'vitest';
import { ChannelLimit } from './channel-limit.js';

describe('how many channels a server lets one user have', () => {
  it('is one less as soon as one breaks while the session lives', () => {
    const limit = new ChannelLimit(4);
    limit.broke('connection', 'lives');
    expect(limit).toMatchObject({ channels: 3, source: 'connection' });
  });

  it('is the same where the network takes all of them along', () => {
    const limit = new ChannelLimit(4);
    limit.broke('connection', 'lost');
    expect(limit).toMatchObject({ channels: 4, source: 'connection' });
  });

  it('is one channel on a connection where a second one ended by itself', () => {
    const limit = new ChannelLimit(1);
    expect(limit).toMatchObject({ channels: 4, source: 'channel' });
    limit.ended();
    expect(limit).toMatchObject({ channels: 1 });
  });
});
