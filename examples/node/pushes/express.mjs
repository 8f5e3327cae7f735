// Express. No body parser may come before the receiver: it needs the bytes as they came.

import express from 'express';

import { receiver } from './receiver.mjs';

const app = express();
app.all('/pushes', receiver.node);
app.use(express.json()); // for the routes that follow

const server = app.listen(Number(process.env.PORT ?? 8080), '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') console.log(`listening on http://127.0.0.1:${address.port}/pushes`);
});
