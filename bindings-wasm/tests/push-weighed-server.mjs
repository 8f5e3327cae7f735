// A receiver as a process of its own, which says when it is asked how much memory it has taken at most.

import { createServer } from 'node:http';

import { Receiver } from 'privatenumber/push';

import { APPLICATION } from './push-sender.mjs';

const server = createServer(new Receiver({ applications: APPLICATION }).ignore('callEvent', 'fee', 'other').node);
process.on('message', () => process.send({ peak: process.resourceUsage().maxRSS * 1024 }));
server.listen(0, '127.0.0.1', () => process.send({ url: `http://127.0.0.1:${server.address().port}/` }));
