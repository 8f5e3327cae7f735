// Run by vitest itself: ../simulator-vitest.test.mjs starts it.

import { testPlatform } from 'privatenumber/simulator';
import { expect, test } from 'vitest';

const [A, B] = ['+8613800000001', '+8613900000002'];

let served;

test('a call and its record', async (context) => {
  const { platform, clients, pushes } = testPlatform(context);
  const { relationNum } = await clients.axb.axb.createBinding({ callerNum: A, calleeNum: B, areaCode: '0755' });
  platform.call({ from: A, to: relationNum, talkSeconds: 61 });
  await platform.settle();
  expect(pushes.of('fee').map((record) => record.billedMinutes)).toEqual([2]);
});

test('a platform that is served', async (context) => {
  const story = testPlatform(context);
  served = await story.serve();
  const { status } = await fetch(served.url);
  expect(status).toBe(200);
});

test('is served no longer when its test is over', async () => {
  await expect(fetch(served.url)).rejects.toThrow('fetch failed');
});
