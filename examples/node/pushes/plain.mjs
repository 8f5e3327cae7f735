// node:http, and nothing else.
//
//   PRIVATENUMBER_APP_KEY=... PRIVATENUMBER_APP_SECRET=... node plain.mjs

import { createServer } from 'node:http';

import { receiver } from './receiver.mjs';

const server = createServer((request, response) => {
  if (request.url === '/pushes') void receiver.node(request, response);
  else response.writeHead(404).end();
});

// Before it stands a proxy that speaks https.
server.listen(Number(process.env.PORT ?? 8080), '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') console.log(`listening on http://127.0.0.1:${address.port}/pushes`);
});
