// Fastify. In a plugin of their own, bodies stay the bytes that they are.

import fastify from 'fastify';

import { receiver } from './receiver.mjs';

const app = fastify();

app.register(async (pushes) => {
  pushes.removeAllContentTypeParsers();
  pushes.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  pushes.post('/pushes', async (request, reply) => {
    const { status, headers, body } = await receiver.receive({ headers: request.headers, body: /** @type {Buffer} */ (request.body) });
    return reply.code(status).headers(headers).send(body);
  });
  pushes.route({ method: ['GET', 'PUT', 'PATCH', 'DELETE'], url: '/pushes', handler: (_request, reply) => reply.code(405).header('Allow', 'POST').send() });
});

console.log(`listening on ${await app.listen({ port: Number(process.env.PORT ?? 8080), host: '127.0.0.1' })}/pushes`);
