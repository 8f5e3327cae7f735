// Hono, here on Node; on others the last lines are theirs.

import { serve } from '@hono/node-server';
import { Hono } from 'hono';

import { receiver } from './receiver.mjs';

const app = new Hono();
app.all('/pushes', (context) => receiver.fetch(context.req.raw));

serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 8080), hostname: '127.0.0.1' }, ({ port }) => {
  console.log(`listening on http://127.0.0.1:${port}/pushes`);
});
