// Servers that know Request and Response. The same function is
//
//   a route of Next:  export const POST = receiver.fetch;  // in app/pushes/route.js
//   a server of Bun:  bun run fetch.mjs
//   one of Deno:      deno serve fetch.mjs
//   a route of Hono:  hono.mjs

import { receiver } from './receiver.mjs';

export const POST = receiver.fetch;

export default { fetch: receiver.fetch };
