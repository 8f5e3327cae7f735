// Where a recording lies: the one answer whose success is a redirect.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';

import { Account, Client, UnreadableAnswer, recording } from 'privatenumber';

import { errorOf } from './support.mjs';

const location = 'https://recordings.example.com/a/call.wav?token=1&number=13800000001';
const { parse } = recording.getDownloadUrl;

test('the address is read from headers in any form, with or without a body', () => {
  for (const headers of [
    { location },
    { Location: location },
    { LOCATION: [location], other: undefined },
    [['Location', location]],
    new Headers({ location }),
    new Map([['Location', location]]),
  ]) {
    for (const body of [undefined, null, '', '<html>moved</html>', new Uint8Array(0), new ArrayBuffer(3)]) {
      const answer = parse({ status: 301, headers, body });
      assert.ok(answer instanceof recording.GetDownloadUrlAnswer);
      assert.equal(answer.location, location);
    }
  }
  assert.equal(parse({ status: 302, headers: { location } }).location, location);
});

test('who has the address has the recording: it is not printed', () => {
  const answer = parse({ status: 301, headers: { location } });
  for (const text of [String(answer), JSON.stringify(answer)]) {
    assert.match(text, /https:\/\/recordings\.example\.com\/\*{4}"/);
    assert.ok(!text.includes('call.wav') && !text.includes('13800000001'), text);
  }
  assert.equal(answer.toObject().location, location);
});

test('a redirect without an address, and a redirect that was followed, say so', () => {
  for (const [response, code] of [
    [{ status: 301 }, 'answer.incomplete'],
    [{ status: 301, headers: {}, body: '' }, 'answer.incomplete'],
    [{ status: 200, headers: { 'content-type': 'audio/wav' }, body: new Uint8Array(4) }, 'answer.followed'],
    [{ status: 200, body: 'RIFF....WAVE' }, 'answer.followed'],
  ]) {
    const error = errorOf(() => parse(response));
    assert.ok(error instanceof UnreadableAnswer, String(error));
    assert.equal(error.code, code);
  }
  // Only a redirect is told by its headers alone.
  for (const status of [200, 299, 400, 404]) assert.equal(errorOf(() => parse({ status, headers: { location } })).field, 'response.body');
});

test('fetch does not follow it', async () => {
  const seen = [];
  const server = createServer((request, response) => {
    seen.push(request.url);
    response.writeHead(301, { Location: location }).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const client = new Client(new Account({ appKey: 'key', appSecret: 'secret', baseUrl: `http://127.0.0.1:${server.address().port}` }));
    const answer = await client.recording.getDownloadUrl({ fileName: 'call.wav', recordDomain: 'recordings.example.com' });
    assert.equal(answer.location, location);
    assert.deepEqual(seen, ['/rest/provision/voice/record/v1.0?fileName=call.wav&recordDomain=recordings.example.com']);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test('a sender may give the redirect without a body', async () => {
  const client = new Client(new Account({ appKey: 'key', appSecret: 'secret' }), { send: () => ({ status: 301, headers: { location } }) });
  assert.equal((await client.recording.getDownloadUrl({ fileName: 'a.wav', recordDomain: 'b' })).location, location);
});
